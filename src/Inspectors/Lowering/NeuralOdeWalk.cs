using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Probing;
using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>
/// Lowers a <see cref="NeuralOde"/> to affine, flow, affine: the lift with the added coordinates, the flow of the lowered field, the readout. A field that sees the
/// time becomes one of dimension d + 1 whose last coordinate has derivative 1. Lift, field and readout are compared with their layers each on the states that
/// they meet: the field at the start, the middle and the end of the probe points' solutions.
/// </summary>
internal sealed class NeuralOdeWalk(ModuleWalker walker, NeuralOde model, string path)
{
    private readonly NeuralOdeOptions options = model.Options;
    private readonly NeuralOdeLayout layout = LayoutOf(model.Options);

    private int Phase => layout.Phase;

    private int State => layout.State;

    /// <summary>What became of the submodules, and the layers of the whole, or why there are none.</summary>
    public (ImmutableArray<LoweredModule> Children, ImmutableArray<Layer>? Layers, string? Reason) Run(Probe input)
    {
        var children = ImmutableArray.CreateBuilder<LoweredModule>();
        ImmutableArray<Layer>? lift = model.Lift is null ? null : Walk(model.Lift, "lift", input, children).Layers;
        double[] times = options.Time == 0 ? [0] : [0, options.Time / 2, options.Time];
        (Matrix onTheWay, Matrix end) = States(input, times);
        ImmutableArray<Layer>? field = Walk(model.Field, "field", new Probe(onTheWay, [State]), children).Layers;

        var last = new Probe(end, [Phase]);
        ImmutableArray<Layer>? readout = null;
        if (model.Readout is not null)
        {
            (readout, last) = Walk(model.Readout, "readout", last, children);
        }
        else
        {
            last = new Probe(First(end, options.Width), [options.Width]);
        }

        ImmutableArray<Layer>? activation = model.OutputActivation is null ? [] : Walk(model.OutputActivation, "output_activation", last, children).Layers;
        string? reason = children.FirstOrDefault(child => child.Layers is null)?.Name is { } culprit
            ? $"holds {culprit}, which is opaque"
            : field!.Value.Any(layer => layer is Flow) ? "its field holds a flow itself" : null;
        return (
            children.ToImmutable(),
            reason is null ? [.. layout.Assemble(lift?.AsEnumerable().ToArray(), field!.Value, readout?.AsEnumerable().ToArray()), .. activation!.Value] : null,
            reason);
    }

    private (ImmutableArray<Layer>? Layers, Probe Output) Walk(
        nn.Module<Tensor, Tensor> module, string name, Probe input, ImmutableArray<LoweredModule>.Builder children)
    {
        (LoweredModule lowered, Probe output) = walker.Walk(module, path.Length == 0 ? name : $"{path}.{name}", input);
        children.Add(lowered);
        return (lowered.Layers, output);
    }

    /// <summary>The states of the probe points at all times, with the time where the field sees it, and those at the last time, without.</summary>
    private (Matrix OnTheWay, Matrix End) States(Probe input, double[] times)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double[] values;
        try
        {
            values = TensorBridge.Read(model.States(TensorBridge.Write(input.Points, input.Shape.AsSpan(), walker.Dtype, walker.Device), times));
        }
        catch (OdeSolverException e)
        {
            throw new Dynamics.InvalidInputException(
                $"{ModuleWalker.Name(path, nameof(NeuralOde))}: its probe points do not flow to T (InspectionOptions.ProbeRadius is {walker.Options.ProbeRadius}): {e.Message}", e);
        }

        int rows = input.Points.Rows;
        double[] onTheWay = new double[times.Length * rows * State];
        for (int i = 0; i < times.Length * rows; i++)
        {
            values.AsSpan(i * Phase, Phase).CopyTo(onTheWay.AsSpan(i * State));
            if (options.TimeInput)
            {
                onTheWay[(i * State) + Phase] = options.StartTime + times[i / rows];
            }
        }

        Matrix points = TensorBridge.Round(new Matrix(times.Length * rows, State, onTheWay), walker.Dtype);
        return (points, new Matrix(rows, Phase, values.AsSpan((times.Length - 1) * rows * Phase)));
    }

    private static NeuralOdeLayout LayoutOf(NeuralOdeOptions options)
    {
        SolverOptions solver = options.Solver;
        return new NeuralOdeLayout(
            options.Width, options.Augmentation, options.TimeInput, options.StartTime, options.Time,
            new FlowSolver(solver.Name, solver.Steps, solver.RelativeTolerance, solver.AbsoluteTolerance, solver.MaxSteps));
    }

    private static Matrix First(Matrix points, int width)
    {
        double[] values = new double[points.Rows * width];
        for (int i = 0; i < points.Rows; i++)
        {
            points.Row(i)[..width].CopyTo(values.AsSpan(i * width));
        }

        return new Matrix(points.Rows, width, values);
    }
}
