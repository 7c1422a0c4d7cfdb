using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Probing;
using TorchDynInspect.Inspectors.Verification;
using TorchDynInspect.Models;
using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>
/// Lowers a module and checks it in the same walk: the probe points go through the module's own forward pass, submodule by submodule, and each submodule's layers
/// are compared with it on exactly the inputs it gets. So the first submodule that differs is the one that is named.
/// </summary>
internal sealed class ModuleWalker(InspectionOptions options, ScalarType dtype, Device device)
{
    private readonly Roundoff roundoff = new(dtype);

    public InspectionOptions Options => options;

    public ScalarType Dtype => dtype;

    public Device Device => device;

    /// <summary>What was compared so far.</summary>
    public VerificationTally Tally { get; } = new(dtype);

    /// <summary>Lowers one module.</summary>
    /// <param name="module">In evaluation mode.</param>
    /// <param name="path">Its dotted path.</param>
    /// <param name="input">What it is given.</param>
    /// <returns>What became of it, and what it gives.</returns>
    public (LoweredModule Lowered, Probe Output) Walk(nn.Module<Tensor, Tensor> module, string path, Probe input)
    {
        string type = module.GetType().Name;
        var result = new LoweredModule
        {
            Path = path,
            Type = type,
            InputShape = input.Shape,
            OutputShape = input.Shape,
            Parameters = module.parameters().Sum(parameter => parameter.numel()),
        };
        LoweringFunction? own = options.Lowerings.Find(module.GetType());
        ImmutableArray<LoweredModule> children = [];
        ImmutableArray<Layer>? layers = null;
        string? reason = null;
        if (!options.Opaque && own is null && ForwardOrder(module) is { } stages)
        {
            // Children first: a fault inside is theirs, not that of the container.
            (children, Probe last) = Chain(stages, path, input);
            layers = Compose(module, children, input, last);
            reason = children.FirstOrDefault(child => child.Layers is null)?.Name is { } culprit ? $"holds {culprit}, which is opaque" : null;
        }

        if (!options.Opaque && own is null && module is NeuralOde ode)
        {
            (children, layers, reason) = new NeuralOdeWalk(this, ode, path).Run(input);
        }

        Probe output = Forward(module, path, input);
        if (options.Opaque)
        {
            reason = "read through its own forward and backward passes, as asked";
        }
        else if (layers is null && reason is null)
        {
            (layers, reason) = Lower(own ?? StandardLowerings.Find(module), module, path, input);
        }

        result = result with { OutputShape = output.Shape, Layers = layers, Reason = reason, Children = children };
        if (layers is { } found)
        {
            Compare(result, found, input, output);
        }

        return (result, output);
    }

    private (ImmutableArray<Layer>? Layers, string? Reason) Lower(LoweringFunction? lowering, nn.Module<Tensor, Tensor> module, string path, Probe input)
    {
        if (lowering is null)
        {
            return (null, "no lowering is known for this class; register one in InspectionOptions.Lowerings");
        }

        try
        {
            return ([.. lowering(module, new LoweringContext(this, path, input.Shape))], null);
        }
        catch (NotLowerableException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>Lowers a submodule on probe points of its own, for a lowering of the user's.</summary>
    public Network LowerApart(nn.Module<Tensor, Tensor> module, string path, ImmutableArray<long> shape)
    {
        int width = checked((int)shape.Aggregate(1L, (product, size) => product * size));
        Matrix points = TensorBridge.Round(ProbePoints.Create(width, options with { ProbePoints = null }), dtype);
        (LoweredModule lowered, _) = Walk(module, path, new Probe(points, shape));
        return lowered.Layers is { } layers
            ? new Network(width, layers)
            : throw new NotLowerableException($"holds {lowered.Name}: {lowered.Reason}");
    }

    /// <summary>"layer0 (Linear)".</summary>
    public static string Name(string path, string type) => path.Length == 0 ? $"module ({type})" : $"{path} ({type})";

    /// <summary>The submodules in the order in which the forward pass applies them, for the classes whose forward pass is known; else null.</summary>
    private static IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)>? ForwardOrder(nn.Module<Tensor, Tensor> module) => module switch
    {
        // Registration order is forward order for Sequential itself; a class derived from it may do anything in its forward.
        Sequential when module.GetType() == typeof(Sequential) =>
            module.named_children().Select(child => (child.name, (nn.Module<Tensor, Tensor>)child.module)),
        Mlp mlp => mlp.Stages,
        ResidualNetwork network => network.Stages,
        ResidualBlock block => block.Branch,
        _ => null,
    };

    private (ImmutableArray<LoweredModule> Children, Probe Output) Chain(
        IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> stages, string path, Probe input)
    {
        var children = ImmutableArray.CreateBuilder<LoweredModule>();
        Probe h = input;
        foreach ((string name, nn.Module<Tensor, Tensor> stage) in stages)
        {
            (LoweredModule child, h) = Walk(stage, path.Length == 0 ? name : $"{path}.{name}", h);
            children.Add(child);
        }

        return (children.ToImmutable(), h);
    }

    private static ImmutableArray<Layer>? Compose(
        nn.Module<Tensor, Tensor> module, ImmutableArray<LoweredModule> children, Probe input, Probe last)
    {
        if (children.Any(child => child.Layers is null))
        {
            return null;
        }

        ImmutableArray<Layer> layers = [.. children.SelectMany(child => child.Layers!.Value)];
        return module is ResidualBlock && input.Points.Columns == last.Points.Columns
            ? [new Residual(new Network(input.Points.Columns, layers))]
            : layers;
    }

    private Probe Forward(nn.Module<Tensor, Tensor> module, string path, Probe input)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        string type = module.GetType().Name;
        Tensor output;
        long[] shape;
        try
        {
            // A copy each time: an in-place activation overwrites its input.
            output = module.forward(TensorBridge.Write(input.Points, input.Shape.AsSpan(), dtype, device));
            shape = output.shape;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidInputException(
                $"{Name(path, type)}: its forward pass fails on an input of shape {TensorBridge.Show([input.Points.Rows, .. input.Shape])}: {FirstLine(e)}", e);
        }

        if (shape.Length == 0 || shape[0] != input.Points.Rows)
        {
            throw new InvalidInputException(
                $"{Name(path, type)}: gives shape {TensorBridge.Show(shape)} for {input.Points.Rows} inputs, expected one output row for each");
        }

        double[] values = TensorBridge.Read(output);
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        int width = values.Length / input.Points.Rows;
        return bad < 0
            ? new Probe(new Matrix(input.Points.Rows, width, values), [.. shape.AsSpan(1)])
            : throw new InvalidInputException($"{Name(path, type)}: output {bad % width} is {values[bad]} at probe point {bad / width}, expected a finite number (InspectionOptions.ProbeRadius is {options.ProbeRadius})");
    }

    private void Compare(LoweredModule module, ImmutableArray<Layer> layers, Probe input, Probe output)
    {
        Network network;
        try
        {
            network = new Network(input.Points.Columns, layers);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"{module.Name}: {e.Message}", e);
        }

        if (network.Outputs != output.Points.Columns)
        {
            throw new LoweringMismatchException(
                module.Path, $"{module.Name}: its lowering gives {network.Outputs} numbers, the module gives shape {TensorBridge.Show(output.Shape)}");
        }

        Tally.Compare(module, network, input.Points, output.Points, roundoff);
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].TrimEnd();
}
