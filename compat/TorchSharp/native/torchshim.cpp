// The native side of compat/TorchSharp: libtorch's operators through its own boxed dispatcher.
//
// Every aten operator is reached by one function, tds_call: the caller looks an operator up once by name and overload, and passes
// a flat array of tagged values. What the operator's schema says about a parameter decides how a value is boxed, so the managed
// side needs no knowledge of libtorch's C++ signatures, and autograd records the call because the dispatcher does.
// What is no operator (memory, autograd's engine and modes, random generators, threads) follows below it.
//
// A tensor crosses the border as an owning TensorImpl*: zero is "no tensor". Every function that can fail returns 0 when it
// succeeded and 1 when it did not, with the message in tds_last_error; no exception crosses the border.

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>
#include <ATen/ops/empty.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>
#include <c10/util/Logging.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>
#include <unordered_set>
#include <vector>

extern "C" {
void openblas_set_num_threads(int);
char* openblas_get_config(void);
}

namespace {

using at::Tensor;
using c10::IValue;
using c10::TypeKind;

enum Tag : int32_t {
    TagNone = 0, TagTensor, TagInt, TagDouble, TagBool, TagComplex, TagIntList, TagDoubleList, TagBoolList, TagTensorList,
    TagString, TagGenerator, TagDevice, TagDefault
};

struct Value {
    int32_t tag;
    int32_t count;   // length of a list or string, index of a device
    union { int64_t i; double d; void* p; };
    double imaginary;
};

struct Parameter {
    TypeKind kind;
    TypeKind element;      // of a list
    bool optional;
    bool optionalElement;  // Tensor?[]
    bool hasDefault;
    IValue defaultValue;
};

struct Operator {
    c10::OperatorHandle handle;
    std::string name;
    std::vector<Parameter> parameters;
};

thread_local std::string lastError;
std::atomic<int64_t> liveTensors{0};

// Nobody reads the native backtrace of an error, and to symbolize one takes milliseconds.
[[maybe_unused]] const bool backtracesOff = [] {
    c10::SetStackTraceFetcher([] { return std::string(); });
    return true;
}();

int fail(const char* message) noexcept {
    try { lastError = message; } catch (...) { lastError.clear(); }
    return 1;
}

template <typename Body>
int guarded(Body&& body) noexcept {
    try {
        body();
        return 0;
    } catch (const c10::Error& e) {
        return fail(e.what_without_backtrace());
    } catch (const std::bad_alloc&) {
        return fail("out of memory");
    } catch (const std::exception& e) {
        return fail(e.what());
    } catch (...) {
        return fail("libtorch raised an error of an unknown type");
    }
}

Tensor borrow(void* handle) {
    if (handle == nullptr) return Tensor();
    return Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::unsafe_reclaim_from_nonowning(
        static_cast<c10::TensorImpl*>(handle)));
}

void* release(Tensor&& tensor) {
    if (!tensor.defined()) return nullptr;
    liveTensors.fetch_add(1, std::memory_order_relaxed);
    return tensor.unsafeReleaseTensorImpl();
}

void forget(void* handle) noexcept {
    if (handle == nullptr) return;
    liveTensors.fetch_sub(1, std::memory_order_relaxed);
    try {
        c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(static_cast<c10::TensorImpl*>(handle));
    } catch (...) {
    }
}

std::vector<Tensor> borrowAll(void* const* handles, int64_t count, bool allowNone = false) {
    std::vector<Tensor> tensors;
    tensors.reserve(count);
    for (int64_t i = 0; i < count; i++) {
        TORCH_CHECK(allowNone || handles[i] != nullptr, "tensor ", i, " of a list is missing");
        tensors.push_back(borrow(handles[i]));
    }
    return tensors;
}

Parameter describe(const c10::Argument& argument) {
    Parameter p{};
    auto type = argument.type();
    if (auto optional = type->cast<c10::OptionalType>()) {
        p.optional = true;
        type = optional->getElementType();
    }
    p.kind = type->kind();
    p.element = TypeKind::AnyType;
    if (auto list = type->cast<c10::ListType>()) {
        auto element = list->getElementType();
        if (auto optionalElement = element->cast<c10::OptionalType>()) {
            p.optionalElement = true;
            element = optionalElement->getElementType();
        }
        p.element = element->kind();
    }
    p.hasDefault = argument.default_value().has_value();
    if (p.hasDefault) p.defaultValue = *argument.default_value();
    return p;
}

[[noreturn]] void mismatch(const Operator& op, size_t position, const Value& v) {
    const auto& argument = op.handle.schema().arguments()[position];
    TORCH_CHECK(false, op.name, ": argument '", argument.name(), "' must be ", argument.type()->str(),
                v.tag == TagNone ? ", but nothing was given" : "");
}

double asDouble(const Operator& op, size_t position, const Value& v) {
    switch (v.tag) {
        case TagDouble: return v.d;
        case TagInt: case TagBool: return static_cast<double>(v.i);
        default: mismatch(op, position, v);
    }
}

IValue boxList(const Operator& op, size_t position, const Parameter& p, const Value& v) {
    switch (p.element) {
        case TypeKind::IntType: case TypeKind::SymIntType: {
            c10::List<int64_t> list;
            if (v.tag == TagInt) { list.push_back(v.i); return list; }
            if (v.tag != TagIntList) mismatch(op, position, v);
            list.reserve(v.count);
            for (int32_t i = 0; i < v.count; i++) list.push_back(static_cast<const int64_t*>(v.p)[i]);
            return list;
        }
        case TypeKind::FloatType: {
            if (v.tag != TagDoubleList) mismatch(op, position, v);
            c10::List<double> list;
            for (int32_t i = 0; i < v.count; i++) list.push_back(static_cast<const double*>(v.p)[i]);
            return list;
        }
        case TypeKind::BoolType: {
            if (v.tag != TagBoolList) mismatch(op, position, v);
            c10::List<bool> list;
            for (int32_t i = 0; i < v.count; i++) list.push_back(static_cast<const uint8_t*>(v.p)[i] != 0);
            return list;
        }
        case TypeKind::TensorType: {
            if (v.tag != TagTensorList) mismatch(op, position, v);
            auto handles = static_cast<void* const*>(v.p);
            if (p.optionalElement) {
                c10::List<c10::optional<Tensor>> list;
                list.reserve(v.count);
                for (int32_t i = 0; i < v.count; i++)
                    list.push_back(handles[i] == nullptr ? c10::optional<Tensor>() : c10::optional<Tensor>(borrow(handles[i])));
                return list;
            }
            c10::List<Tensor> list;
            list.reserve(v.count);
            for (auto& tensor : borrowAll(handles, v.count)) list.push_back(std::move(tensor));
            return list;
        }
        default: mismatch(op, position, v);
    }
}

IValue box(const Operator& op, size_t position, const Value& v) {
    const Parameter& p = op.parameters[position];
    if (v.tag == TagDefault) {
        if (!p.hasDefault) mismatch(op, position, v);
        return p.defaultValue;
    }
    if (v.tag == TagNone) {
        if (p.optional) return IValue();
        mismatch(op, position, v);
    }
    switch (p.kind) {
        case TypeKind::TensorType:
            if (v.tag != TagTensor) mismatch(op, position, v);
            return borrow(v.p);
        case TypeKind::IntType: case TypeKind::SymIntType:
        case TypeKind::ScalarTypeType: case TypeKind::LayoutType: case TypeKind::MemoryFormatType:
            if (v.tag != TagInt && v.tag != TagBool) mismatch(op, position, v);
            return v.i;
        case TypeKind::FloatType:
            return asDouble(op, position, v);
        case TypeKind::BoolType:
            if (v.tag != TagBool && v.tag != TagInt) mismatch(op, position, v);
            return v.i != 0;
        case TypeKind::NumberType:
            switch (v.tag) {
                case TagInt: return v.i;
                case TagDouble: return v.d;
                case TagBool: return v.i != 0;
                case TagComplex: return c10::complex<double>(v.d, v.imaginary);
                default: mismatch(op, position, v);
            }
        case TypeKind::StringType:
            if (v.tag != TagString) mismatch(op, position, v);
            return std::string(static_cast<const char*>(v.p), v.count);
        case TypeKind::GeneratorType:
            if (v.tag != TagGenerator) mismatch(op, position, v);
            return *static_cast<at::Generator*>(v.p);
        case TypeKind::DeviceObjType:
            if (v.tag != TagDevice) mismatch(op, position, v);
            return c10::Device(static_cast<c10::DeviceType>(v.i), static_cast<c10::DeviceIndex>(v.count));
        case TypeKind::ListType:
            return boxList(op, position, p, v);
        default:
            mismatch(op, position, v);
    }
}

Value unbox(IValue&& value) {
    Value v{};
    if (value.isNone()) {
        v.tag = TagNone;
    } else if (value.isTensor()) {
        v.tag = TagTensor;
        v.p = release(std::move(value).toTensor());
    } else if (value.isTensorList()) {
        auto tensors = value.toTensorVector();
        auto handles = static_cast<void**>(std::malloc(sizeof(void*) * (tensors.size() + 1)));
        if (handles == nullptr) throw std::bad_alloc();
        for (size_t i = 0; i < tensors.size(); i++) handles[i] = release(std::move(tensors[i]));
        v.tag = TagTensorList;
        v.count = static_cast<int32_t>(tensors.size());
        v.p = handles;
    } else if (value.isBool()) {
        v.tag = TagBool;
        v.i = value.toBool();
    } else if (value.isInt()) {
        v.tag = TagInt;
        v.i = value.toInt();
    } else if (value.isDouble()) {
        v.tag = TagDouble;
        v.d = value.toDouble();
    } else if (value.isComplexDouble()) {
        auto z = value.toComplexDouble();
        v.tag = TagComplex;
        v.d = z.real();
        v.imaginary = z.imag();
    } else {
        TORCH_CHECK(false, "a result of type ", value.tagKind(), " cannot be returned");
    }
    return v;
}

// A function of the managed side in the graph. The engine asks it for gradients through two callbacks, neither of which lets an exception out: apply answers 1
// after it has left its message with tds_set_error, and the engine carries that to the caller of backward as it does for functions of its own.
struct ManagedNode : torch::autograd::Node {
    using Apply = int32_t (*)(void* state, void* node, void* const* gradients, int32_t count, void** results, int32_t capacity);
    using Free = void (*)(void* state);

    void* state;
    std::string functionName;
    Apply managedApply;
    Free managedFree;
    bool materialize;
    bool released = false;
    std::vector<torch::autograd::SavedVariable> saved;

    ManagedNode(void* state, std::string name, Apply apply, Free free, bool materialize)
        : state(state), functionName(std::move(name)), managedApply(apply), managedFree(free), materialize(materialize) {}
    ~ManagedNode() override { managedFree(state); }

    std::string name() const override { return functionName; }

    void release_variables() override {
        std::lock_guard<std::mutex> lock(mutex_);
        saved.clear();
        released = true;
    }

    torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
        std::vector<void*> handles(gradients.size(), nullptr);
        for (size_t i = 0; i < handles.size(); i++) {
            Tensor gradient = gradients[i].defined() || !materialize ? gradients[i] : input_metadata(i).zeros_like();
            handles[i] = release(std::move(gradient));
        }
        std::vector<void*> results(num_outputs(), nullptr);
        int32_t failed = managedApply(state, this, handles.data(), static_cast<int32_t>(handles.size()), results.data(), static_cast<int32_t>(results.size()));
        torch::autograd::variable_list given;
        for (void* result : results) given.push_back(borrow(result));
        for (void* result : results) forget(result);
        if (failed) throw std::runtime_error(lastError);
        return given;
    }
};

struct TensorInfo {
    int64_t numel;
    int64_t storageOffset;
    void* data;           // null without storage
    int32_t dimensions;
    int32_t dtype;
    int32_t deviceType;
    int32_t deviceIndex;
    int32_t elementSize;
    int32_t contiguous;
    int32_t lazy;         // a conjugate or negative view: the memory does not hold the values
    int32_t sparse;
};

}  // namespace

#define TDS extern "C" __attribute__((visibility("default")))

TDS const char* tds_last_error() { return lastError.c_str(); }
TDS void tds_set_error(const char* message) { fail(message); }
TDS int64_t tds_live_tensors() { return liveTensors.load(std::memory_order_relaxed); }
TDS void tds_free(void* memory) { std::free(memory); }

// ---- operators ----

TDS int tds_operator(const char* name, const char* overload, void** result) {
    return guarded([&] {
        auto schema = c10::Dispatcher::singleton().findSchema({name, overload});
        TORCH_CHECK(schema.has_value(), "this libtorch has no operator ", name, *overload ? "." : "", overload);
        auto op = new Operator{*schema, name, {}};
        for (const auto& argument : schema->schema().arguments()) op->parameters.push_back(describe(argument));
        *result = op;
    });
}

TDS int tds_call(const Operator* op, const Value* arguments, int32_t count, Value* results, int32_t capacity, int32_t* returned) {
    *returned = 0;
    return guarded([&] {
        const size_t expected = op->parameters.size();
        TORCH_CHECK(static_cast<size_t>(count) <= expected, op->name, " takes ", expected, " arguments, not ", count);
        torch::jit::Stack stack;
        stack.reserve(expected + 2);
        for (size_t i = 0; i < expected; i++) {
            if (i < static_cast<size_t>(count)) {
                stack.push_back(box(*op, i, arguments[i]));
            } else {
                TORCH_CHECK(op->parameters[i].hasDefault || op->parameters[i].optional, op->name, " misses the argument '",
                            op->handle.schema().arguments()[i].name(), "'");
                stack.push_back(op->parameters[i].hasDefault ? op->parameters[i].defaultValue : IValue());
            }
        }
        op->handle.callBoxed(&stack);
        if (capacity == 0) return;  // the caller wants the effect only
        TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), op->name, " returned ", stack.size(), " values");
        for (auto& value : stack) results[(*returned)++] = unbox(std::move(value));
    });
}

// ---- tensors ----

TDS void tds_tensor_free(void* handle) { forget(handle); }

TDS int tds_tensor_info(void* handle, TensorInfo* info) {
    return guarded([&] {
        Tensor t = borrow(handle);
        std::memset(info, 0, sizeof *info);
        info->dtype = static_cast<int32_t>(t.scalar_type());
        info->deviceType = static_cast<int32_t>(t.device().type());
        info->deviceIndex = t.device().index();
        info->elementSize = static_cast<int32_t>(t.itemsize());
        info->dimensions = static_cast<int32_t>(t.dim());
        info->numel = t.numel();
        info->sparse = t.layout() != c10::kStrided;
        info->lazy = t.is_conj() || t.is_neg();
        if (!info->sparse) {
            info->contiguous = t.is_contiguous();
            info->storageOffset = t.storage_offset();
            if (t.has_storage() && t.device().is_cpu()) info->data = t.data_ptr();
        }
    });
}

TDS int32_t tds_tensor_dim(void* handle) { return static_cast<int32_t>(static_cast<c10::TensorImpl*>(handle)->dim()); }
TDS int64_t tds_tensor_numel(void* handle) { return static_cast<c10::TensorImpl*>(handle)->numel(); }

TDS int32_t tds_tensor_dtype(void* handle) {
    return static_cast<int32_t>(c10::typeMetaToScalarType(static_cast<c10::TensorImpl*>(handle)->dtype()));
}

// The first element of a dense tensor in the memory of the CPU, or null.
TDS void* tds_tensor_data(void* handle) {
    try {
        auto tensor = static_cast<c10::TensorImpl*>(handle);
        return tensor->has_storage() && tensor->is_cpu() ? tensor->data() : nullptr;
    } catch (...) {
        return nullptr;
    }
}

TDS void tds_tensor_sizes(void* handle, int64_t* sizes) {
    auto source = static_cast<c10::TensorImpl*>(handle)->sizes();
    std::memcpy(sizes, source.data(), source.size() * sizeof(int64_t));
}

TDS int tds_tensor_strides(void* handle, int64_t* strides) {
    return guarded([&] {
        auto source = static_cast<c10::TensorImpl*>(handle)->strides();
        std::memcpy(strides, source.data(), source.size() * sizeof(int64_t));
    });
}

// A new tensor of the given type and shape that holds a copy of the memory.
TDS int tds_tensor_from(const void* data, int64_t bytes, const int64_t* sizes, int32_t dimensions, int32_t dtype, void** result) {
    return guarded([&] {
        Tensor t = at::empty(c10::IntArrayRef(sizes, dimensions), at::TensorOptions().dtype(static_cast<c10::ScalarType>(dtype)));
        TORCH_CHECK(static_cast<int64_t>(t.nbytes()) == bytes, "the shape needs ", t.nbytes(), " bytes, the source has ", bytes);
        if (bytes > 0) std::memcpy(t.data_ptr(), data, bytes);
        *result = release(std::move(t));
    });
}

// ---- autograd ----

TDS int32_t tds_requires_grad(void* handle) {
    int32_t value = 0;
    guarded([&] { value = borrow(handle).requires_grad(); });
    return value;
}

TDS int tds_set_requires_grad(void* handle, int32_t value) {
    return guarded([&] {
        Tensor t = borrow(handle);
        if (!value && !t.is_leaf())
            TORCH_CHECK(false, "you can only change requires_grad flags of leaf variables");
        t.set_requires_grad(value != 0);
    });
}

TDS int32_t tds_is_leaf(void* handle) {
    int32_t value = 1;
    guarded([&] { value = borrow(handle).is_leaf(); });
    return value;
}

TDS int tds_retain_grad(void* handle) {
    return guarded([&] { borrow(handle).retain_grad(); });
}

TDS int tds_grad(void* handle, void** result) {
    return guarded([&] { *result = release(Tensor(borrow(handle).grad())); });
}

TDS int tds_set_grad(void* handle, void* gradient) {
    return guarded([&] {
        Tensor t = borrow(handle), g = borrow(gradient);
        TORCH_CHECK(!g.defined() || g.sizes().equals(t.sizes()), "assigned grad has data of a different size: ", g.sizes(), " for ", t.sizes());
        t.mutable_grad() = g;
    });
}

TDS int tds_backward(void* const* tensors, void* const* gradients, int32_t count, int32_t retain, int32_t create,
                     void* const* inputs, int32_t inputCount) {
    return guarded([&] {
        auto roots = borrowAll(tensors, count);
        auto seeds = gradients == nullptr ? std::vector<Tensor>() : borrowAll(gradients, count, true);
        auto leaves = borrowAll(inputs, inputCount);
        torch::autograd::backward(roots, seeds, retain < 0 ? c10::optional<bool>() : c10::optional<bool>(retain != 0), create != 0, leaves);
    });
}

TDS int tds_gradients(void* const* outputs, void* const* seeds, int32_t count, void* const* inputs, int32_t inputCount,
                      int32_t retain, int32_t create, int32_t allowUnused, void** results) {
    return guarded([&] {
        auto gradients = torch::autograd::grad(
            borrowAll(outputs, count), borrowAll(inputs, inputCount),
            seeds == nullptr ? std::vector<Tensor>() : borrowAll(seeds, count, true),
            retain < 0 ? c10::optional<bool>() : c10::optional<bool>(retain != 0), create != 0, allowUnused != 0);
        for (size_t i = 0; i < gradients.size(); i++) results[i] = release(std::move(gradients[i]));
    });
}

// Puts a function of the managed side between its inputs and outputs. The state belongs to the node from the call on, whether it succeeds or not.
TDS int tds_function_record(void* state, const char* name, ManagedNode::Apply apply, ManagedNode::Free free, int32_t materialize,
                            void* const* inputs, int32_t inputCount, void* const* outputs, int32_t outputCount,
                            void* const* constants, int32_t constantCount, void* const* dirty, int32_t dirtyCount,
                            void* const* saved, int32_t savedCount, void** results) {
    return guarded([&] {
        std::shared_ptr<ManagedNode> node(new ManagedNode(state, name, apply, free, materialize != 0), torch::autograd::deleteNode);
        auto variables = borrowAll(inputs, inputCount);
        node->set_next_edges(torch::autograd::collect_next_edges(variables));
        node->clear_input_metadata();
        std::unordered_set<at::TensorImpl*> fixed, changed;
        for (int32_t i = 0; i < constantCount; i++) fixed.insert(static_cast<at::TensorImpl*>(constants[i]));
        for (int32_t i = 0; i < dirtyCount; i++) {
            changed.insert(static_cast<at::TensorImpl*>(dirty[i]));
            static_cast<at::TensorImpl*>(dirty[i])->bump_version();
        }
        std::vector<c10::optional<Tensor>> raw;
        for (auto& output : borrowAll(outputs, outputCount)) raw.emplace_back(std::move(output));
        auto wrapped = torch::autograd::_wrap_outputs(variables, fixed, changed, raw, node, [](torch::autograd::variable_list, torch::autograd::variable_list) -> torch::autograd::variable_list {
            TORCH_CHECK(false, "forward-mode derivatives of managed functions are not supported");
        });
        for (auto& tensor : borrowAll(saved, savedCount, true)) {
            bool isOutput = tensor.defined() && tensor.grad_fn() == node;
            node->saved.emplace_back(tensor, isOutput);
        }
        for (int32_t i = 0; i < outputCount; i++) results[i] = release(std::move(*wrapped[i]));
    });
}

TDS int tds_function_saved(void* handle, void** results, int32_t capacity, int32_t* count) {
    return guarded([&] {
        auto node = static_cast<ManagedNode*>(handle);
        TORCH_CHECK(!node->released, torch::autograd::ERR_BACKWARD_TWICE);
        *count = static_cast<int32_t>(node->saved.size());
        if (capacity < *count) return;
        auto self = std::static_pointer_cast<torch::autograd::Node>(node->shared_from_this());
        for (int32_t i = 0; i < *count; i++) results[i] = release(Tensor(node->saved[i].unpack(self)));
    });
}

TDS int32_t tds_grad_enabled() { return c10::GradMode::is_enabled(); }
TDS void tds_set_grad_enabled(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }
TDS int32_t tds_inference_enabled() { return c10::InferenceMode::is_enabled(); }

TDS int tds_inference_enter(int32_t enabled, void** guard) {
    return guarded([&] { *guard = new c10::InferenceMode(enabled != 0); });
}
TDS void tds_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

TDS int32_t tds_anomaly_enabled() { return torch::autograd::AnomalyMode::is_enabled(); }
TDS int32_t tds_anomaly_checks_nan() { return torch::autograd::AnomalyMode::should_check_nan(); }
TDS void tds_set_anomaly(int32_t enabled, int32_t checkNan) { torch::autograd::AnomalyMode::set_enabled(enabled != 0, checkNan != 0); }

// ---- random numbers ----

TDS int tds_generator_default(void** result) {
    return guarded([&] { *result = new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

TDS int tds_generator_new(uint64_t seed, void** result) {
    return guarded([&] { *result = new at::Generator(at::detail::createCPUGenerator(seed)); });
}

TDS void tds_generator_free(void* generator) { delete static_cast<at::Generator*>(generator); }

TDS int tds_generator_seed(void* generator, uint64_t seed) {
    return guarded([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        g.set_current_seed(seed);
    });
}

// Draws a seed from the system's source of randomness.
TDS int tds_generator_reseed(void* generator, uint64_t* seed) {
    return guarded([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        *seed = g.seed();
    });
}

TDS int tds_generator_initial_seed(void* generator, uint64_t* seed) {
    return guarded([&] { *seed = static_cast<at::Generator*>(generator)->current_seed(); });
}

TDS int tds_generator_get_state(void* generator, void** result) {
    return guarded([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        *result = release(g.get_state());
    });
}

TDS int tds_generator_set_state(void* generator, void* state) {
    return guarded([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        g.set_state(borrow(state));
    });
}

// ---- process-wide settings ----

TDS int tds_set_default_dtype(int32_t dtype) {
    return guarded([&] { c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<c10::ScalarType>(dtype))); });
}

TDS int32_t tds_default_dtype() { return static_cast<int32_t>(c10::typeMetaToScalarType(c10::get_default_dtype())); }

TDS int tds_set_num_threads(int32_t count) {
    return guarded([&] {
        at::set_num_threads(count);
        openblas_set_num_threads(count);
    });
}

TDS int32_t tds_num_threads() { return at::get_num_threads(); }
TDS int tds_set_num_interop_threads(int32_t count) { return guarded([&] { at::set_num_interop_threads(count); }); }
TDS int32_t tds_num_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }
TDS const char* tds_blas() { return openblas_get_config(); }
