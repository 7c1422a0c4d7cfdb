using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

/// <summary>Registration, traversal and conversion of modules.</summary>
public sealed class ModuleTests
{
    [Fact]
    public void Fields_become_components_in_the_order_of_their_declaration()
    {
        using var model = new Branched();
        Assert.Equal(["first", "second"], model.named_children().Select(child => child.name));
        Assert.Equal(
            ["scale", "first.weight", "first.bias", "second.0.weight", "second.0.bias"],
            model.named_parameters().Select(entry => entry.name));
        Assert.Equal(["offset"], model.named_buffers().Select(entry => entry.name));
        Assert.Equal(["first", "second", "second.0", "second.1"], model.named_modules().Select(entry => entry.name));
    }

    [Fact]
    public void A_component_name_attribute_renames_a_field()
    {
        using var model = new Renamed();
        Assert.Equal(["head.weight", "head.bias"], model.state_dict().Keys);
    }

    [Fact]
    public void A_shared_parameter_is_listed_once_but_saved_under_both_names()
    {
        using var a = nn.Linear(2, 2, hasBias: false);
        using var b = nn.Linear(2, 2, hasBias: false);
        b.weight = a.weight;
        using var model = nn.Sequential(("a", a), ("b", b));
        Assert.Single(model.parameters());
        Assert.Equal(["a.weight", "b.weight"], model.state_dict().Keys);
    }

    [Fact]
    public void Dotted_names_find_parameters_and_buffers()
    {
        using var model = nn.Sequential(("body", nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))));
        Assert.Equal([3L, 2L], model.get_parameter("body.0.weight")!.shape);
        Assert.Equal([3L], model.get_buffer("body.1.running_var")!.shape);
        Assert.True(model.has_parameter("body.1.bias") && model.has_buffer("body.1.num_batches_tracked"));
        Assert.Null(model.get_parameter("body.2.weight"));
        Assert.Null(model.get_buffer("body.0.weight"));
        Assert.False(model.has_parameter("body") || model.has_buffer(""));
    }

    [CompatFact]
    public void Only_persistent_buffers_are_state()
    {
        using var model = new WithBuffers();
        Assert.Equal(["kept", "passing"], model.named_buffers().Select(entry => entry.name));
        Assert.Equal(["kept"], model.state_dict().Keys);
    }

    [CompatFact]
    public void Names_are_checked()
    {
        using var model = new WithBuffers();
        using var child = nn.Identity();
        Assert.Throws<ArgumentException>(() => model.register_module("a.b", child));
        Assert.Throws<ArgumentException>(() => model.register_module("", child));
        Assert.Throws<InvalidOperationException>(() => model.register_buffer("kept", zeros(1)));
        Assert.Throws<ArgumentNullException>(() => model.register_parameter("p", null!));
        model.register_module("child", child);
        Assert.Throws<InvalidOperationException>(() => model.register_module("child", nn.Identity()));
        model.register_module("child", null!);
        Assert.Empty(model.children());
    }

    [Fact]
    public void Training_mode_reaches_every_module()
    {
        using var model = new Branched();
        Assert.True(model.training);
        model.eval();
        Assert.All(model.modules(), module => Assert.False(module.training));
        model.train();
        Assert.All(model.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Apply_visits_children_before_their_parent()
    {
        using var model = nn.Sequential(("inner", nn.Sequential(nn.ReLU())));
        var visited = new List<string>();
        model.apply(module => visited.Add(module.GetName()));
        Assert.Equal(["ReLU", "Sequential", "Sequential"], visited);
    }

    [Fact]
    public void Conversion_replaces_parameters_fields_gradients_and_floating_point_buffers()
    {
        using var model = new Branched();
        using (var loss = model.call(ones(1, 2)).sum())
            loss.backward();
        var old = model.get_parameter("first.weight")!;
        var expected = old.data<float>().ToArray().Select(value => (double)value).ToArray();
        model.to(ScalarType.Float64);

        Assert.True(old.IsInvalid);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(expected, model.get_parameter("first.weight")!.data<double>().ToArray());
        Assert.Equal(ScalarType.Float64, model.get_parameter("first.weight")!.grad!.dtype);
        Assert.Equal(ScalarType.Float64, model.offset.dtype);
        Assert.Same(model.get_parameter("scale"), model.scale);
        using var output = model.call(ones(1, 2, dtype: ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, output.dtype);

        using var normalised = nn.BatchNorm1d(2).@double();
        Assert.Equal(ScalarType.Int64, normalised.get_buffer("num_batches_tracked")!.dtype);
        Assert.Throws<ArgumentException>(() => model.to(ScalarType.Int64));
    }

    [Fact]
    public void Zero_grad_drops_gradients_or_fills_them_with_zeros()
    {
        using var model = nn.Linear(2, 1);
        using (var loss = model.call(ones(1, 2)).sum())
            loss.backward();
        model.zero_grad(set_to_none: false);
        Assert.Equal([0f, 0f], model.weight.grad!.data<float>().ToArray());
        model.zero_grad();
        Assert.Null(model.weight.grad);
    }

    [Fact]
    public void Sequential_slices_share_their_modules()
    {
        using var model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1));
        Assert.Equal(3, model.Count);
        Assert.Same(model[2], model[1..][1]);
        Assert.Equal(["1", "2"], model[1..].named_children().Select(child => child.name));
        Assert.Same(model[0], model[(null, 1)][0]);
        using var x = randn(2, 2);
        using var whole = model.call(x);
        using var head = model[..2].call(x);
        using var tail = model[2..].call(head);
        Assert.Equal(whole.data<float>().ToArray(), tail.data<float>().ToArray());
    }

    [Fact]
    public void An_empty_sequential_returns_its_input_under_a_new_handle()
    {
        using var model = nn.Sequential();
        using var x = ones(2);
        using (var y = model.call(x))
            Assert.NotSame(x, y);
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void Sequential_disposes_what_lies_between_its_modules_and_nothing_else()
    {
        var seen = new List<Tensor>();
        using var first = nn.Linear(2, 3);
        using var second = nn.ReLU(inplace: true);
        using var third = nn.Linear(3, 1);
        foreach (var module in new nn.Module<Tensor, Tensor>[] { first, second, third })
        {
            module.register_forward_hook((_, _, output) =>
            {
                seen.Add(output);
                return null!;
            });
        }
        using var model = nn.Sequential(first, second, third);
        using var x = ones(1, 2);
        using var y = model.call(x);
        Assert.Equal([true, true, false], seen.Select(tensor => tensor.IsInvalid));
        Assert.False(x.IsInvalid);
    }

    [CompatFact]
    public void Module_lists_and_dictionaries_register_what_they_hold()
    {
        using var list = nn.ModuleList<nn.Module>(nn.Linear(1, 1), nn.ReLU());
        list.Insert(0, nn.Tanh());
        list.append(nn.Identity());
        Assert.Equal(["Tanh", "Linear", "ReLU", "Identity"], list.named_children().OrderBy(child => child.name).Select(child => child.module.GetName()));
        list.RemoveAt(0);
        Assert.Equal(["0.weight", "0.bias"], list.state_dict().Keys);

        using var dictionary = nn.ModuleDict<nn.Module>(("one", nn.Linear(1, 1)), ("two", nn.ReLU()));
        Assert.Equal(["one", "two"], dictionary.Keys);
        Assert.Same(dictionary["two"], dictionary[1].Item2);
        Assert.True(dictionary.Remove("two"));
        Assert.Equal(["one.weight", "one.bias"], dictionary.state_dict().Keys);

        using var parameters = nn.ParameterList(new Parameter(zeros(1)), new Parameter(zeros(2)));
        parameters.Insert(1, new Parameter(zeros(3)));
        Assert.Equal([1L, 3L, 2L], parameters.Select(parameter => parameter.numel()));
        using var named = nn.ParameterDict(("w", new Parameter(zeros(4))));
        Assert.Equal(4, named["w"].numel());
        Assert.Equal(["w"], named.state_dict().Keys);
    }

    [CompatFact]
    public void A_parameter_takes_its_tensors_place_in_its_scope()
    {
        Parameter inside, outside;
        var data = zeros(2);
        using (NewDisposeScope())
        {
            inside = new Parameter(zeros(2));
            outside = new Parameter(data);
        }
        Assert.True(inside.IsInvalid);
        Assert.False(outside.IsInvalid);
        Assert.True(data.IsInvalid);
        Assert.True(outside.is_leaf && outside.requires_grad);
        outside.Dispose();
    }

    private sealed class Branched : nn.Module<Tensor, Tensor>
    {
        public readonly Parameter scale = new(ones(1));
        public readonly Tensor offset = zeros(3);
        private readonly Linear first = nn.Linear(2, 3);
        private readonly Sequential second = nn.Sequential(nn.Linear(3, 1), nn.Tanh());

        public Branched()
            : base(nameof(Branched)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var hidden = first.call(input);
            using var shifted = hidden + offset;
            using var output = second.call(shifted);
            return output * scale;
        }
    }

    private sealed class Renamed : nn.Module
    {
        [TorchSharp.Utils.ComponentName(Name = "head")]
        private readonly Linear linear = nn.Linear(1, 1);

        public Renamed()
            : base(nameof(Renamed)) => RegisterComponents();

        public long Outputs => linear.weight.shape[0];
    }

    private sealed class WithBuffers : nn.Module
    {
        public WithBuffers()
            : base(nameof(WithBuffers))
        {
            register_buffer("kept", zeros(1));
            register_buffer("passing", zeros(1), persistent: false);
        }
    }
}
