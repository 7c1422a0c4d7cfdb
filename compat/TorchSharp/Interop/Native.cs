using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The functions of native/torchshim.cpp. Those that return int answer 0 for success; see <see cref="Check"/>.</summary>
internal static unsafe partial class Native
{
    private const string Library = "torchshim";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, ShimLocator.Resolve);

    [DllImport(Library)] private static extern byte* tds_last_error();
    [DllImport(Library), SuppressGCTransition] internal static extern long tds_live_tensors();
    [DllImport(Library)] internal static extern void tds_free(void* memory);

    [DllImport(Library)] internal static extern int tds_operator(byte* name, byte* overload, IntPtr* result);
    [DllImport(Library)] internal static extern int tds_call(
        IntPtr op, NativeValue* arguments, int count, NativeValue* results, int capacity, int* returned);

    [DllImport(Library)] internal static extern void tds_tensor_free(IntPtr tensor);
    [DllImport(Library)] internal static extern int tds_tensor_info(IntPtr tensor, TensorInfo* info);
    [DllImport(Library), SuppressGCTransition] internal static extern int tds_tensor_dim(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern long tds_tensor_numel(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int tds_tensor_dtype(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern void* tds_tensor_data(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern void tds_tensor_sizes(IntPtr tensor, long* sizes);
    [DllImport(Library)] internal static extern int tds_tensor_strides(IntPtr tensor, long* strides);
    [DllImport(Library)] internal static extern int tds_tensor_from(
        void* data, long bytes, long* sizes, int dimensions, int dtype, IntPtr* result);

    [DllImport(Library)] internal static extern int tds_requires_grad(IntPtr tensor);
    [DllImport(Library)] internal static extern int tds_set_requires_grad(IntPtr tensor, int value);
    [DllImport(Library)] internal static extern int tds_is_leaf(IntPtr tensor);
    [DllImport(Library)] internal static extern int tds_retain_grad(IntPtr tensor);
    [DllImport(Library)] internal static extern int tds_grad(IntPtr tensor, IntPtr* result);
    [DllImport(Library)] internal static extern int tds_set_grad(IntPtr tensor, IntPtr gradient);
    [DllImport(Library)] internal static extern int tds_backward(
        IntPtr* tensors, IntPtr* gradients, int count, int retain, int create, IntPtr* inputs, int inputCount);
    [DllImport(Library)] internal static extern int tds_gradients(
        IntPtr* outputs, IntPtr* seeds, int count, IntPtr* inputs, int inputCount, int retain, int create, int allowUnused, IntPtr* results);

    [DllImport(Library)] internal static extern void tds_set_error(byte* message);
    [DllImport(Library)] internal static extern int tds_function_record(
        IntPtr state, byte* name, delegate* unmanaged<IntPtr, IntPtr, IntPtr*, int, IntPtr*, int, int> apply, delegate* unmanaged<IntPtr, void> free,
        int materialize, IntPtr* inputs, int inputCount, IntPtr* outputs, int outputCount, IntPtr* constants, int constantCount, IntPtr* dirty, int dirtyCount,
        IntPtr* saved, int savedCount, IntPtr* results);
    [DllImport(Library)] internal static extern int tds_function_saved(IntPtr node, IntPtr* results, int capacity, int* count);

    [DllImport(Library), SuppressGCTransition] internal static extern int tds_grad_enabled();
    [DllImport(Library), SuppressGCTransition] internal static extern void tds_set_grad_enabled(int enabled);
    [DllImport(Library), SuppressGCTransition] internal static extern int tds_inference_enabled();
    [DllImport(Library)] internal static extern int tds_inference_enter(int enabled, IntPtr* guard);
    [DllImport(Library)] internal static extern void tds_inference_leave(IntPtr guard);
    [DllImport(Library)] internal static extern int tds_anomaly_enabled();
    [DllImport(Library)] internal static extern int tds_anomaly_checks_nan();
    [DllImport(Library)] internal static extern void tds_set_anomaly(int enabled, int checkNan);

    [DllImport(Library)] internal static extern int tds_generator_default(IntPtr* result);
    [DllImport(Library)] internal static extern int tds_generator_new(ulong seed, IntPtr* result);
    [DllImport(Library)] internal static extern void tds_generator_free(IntPtr generator);
    [DllImport(Library)] internal static extern int tds_generator_seed(IntPtr generator, ulong seed);
    [DllImport(Library)] internal static extern int tds_generator_reseed(IntPtr generator, ulong* seed);
    [DllImport(Library)] internal static extern int tds_generator_initial_seed(IntPtr generator, ulong* seed);
    [DllImport(Library)] internal static extern int tds_generator_get_state(IntPtr generator, IntPtr* result);
    [DllImport(Library)] internal static extern int tds_generator_set_state(IntPtr generator, IntPtr state);

    [DllImport(Library)] internal static extern int tds_set_default_dtype(int dtype);
    [DllImport(Library)] internal static extern int tds_default_dtype();
    [DllImport(Library)] internal static extern int tds_set_num_threads(int count);
    [DllImport(Library)] internal static extern int tds_num_threads();
    [DllImport(Library)] internal static extern int tds_set_num_interop_threads(int count);
    [DllImport(Library)] internal static extern int tds_num_interop_threads();
    [DllImport(Library)] private static extern byte* tds_blas();

    /// <summary>The build of the OpenBLAS that answers libtorch's matrix products.</summary>
    internal static string Blas => Marshal.PtrToStringUTF8((IntPtr)tds_blas()) ?? "";

    /// <summary>Raises what libtorch reported, in one line, as TorchSharp does.</summary>
    internal static void Check(int status)
    {
        if (status != 0)
        {
            Raise();
        }
    }

    private static void Raise()
    {
        var message = Marshal.PtrToStringUTF8((IntPtr)tds_last_error()) ?? "libtorch failed without a message";
        var end = message.AsSpan().IndexOf('\n');
        throw new ExternalException(end < 0 ? message : message[..end].TrimEnd());
    }
}
