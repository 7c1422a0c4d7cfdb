using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Lowering;
using TorchDynInspect.Inspectors.Opaque;
using TorchDynInspect.Inspectors.Probing;
using TorchDynInspect.Inspectors.Summaries;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors;

/// <summary>The steps of an inspection, in order: check the tensors, find the input shape, lower and verify, else fall back to the opaque path.</summary>
internal static class Inspector
{
    public static Inspection Read(nn.Module<Tensor, Tensor> module, InspectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(module);
        using DisposeScope scope = NewDisposeScope();
        (ScalarType dtype, Device device) = Tensors.Check(module);
        ImmutableArray<long> shape = options.InputShape ?? InputShapes.Infer(module)
            ?? throw new InvalidInputException(
                $"module ({module.GetType().Name}): its first submodules do not fix the input shape; give it in InspectionOptions.InputShape");
        if (shape.IsEmpty || shape.Any(size => size < 1))
        {
            throw new InvalidInputException($"input shape {TensorBridge.Show(shape)}: expected one or more sizes of at least 1");
        }

        InputShapes.Require(module, shape);
        int width = checked((int)shape.Aggregate(1L, (product, size) => product * size));
        Matrix points = TensorBridge.Round(ProbePoints.Create(width, options), dtype);
        using var state = new ModuleState(module);
        var walker = new ModuleWalker(options, dtype, device);
        (LoweredModule lowered, Probe output) = walker.Walk(module, "", new Probe(points, shape));
        ModelSummary summary = SummaryBuilder.Build(module, lowered);
        if (lowered.Layers is { } layers)
        {
            return new Inspection(new Network(width, layers), null, summary, walker.Tally.Record, [], shape, output.Points.Columns);
        }

        var opaque = new OpaqueMap(module, shape, dtype, device);
        List<string> warnings = [.. options.Opaque ? [] : summary.Opaque.Select(row => $"{ModuleWalker.Name(row.Path, row.Type)} is opaque: {row.Outcome}")];
        if (!opaque.SeparateRowsIfCoupled(points))
        {
            warnings.Add("the output for one point depends on the other points of the batch; points are evaluated one by one");
        }

        return new Inspection(null, opaque, summary, null, [.. warnings], shape, output.Points.Columns);
    }
}
