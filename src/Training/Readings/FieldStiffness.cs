using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Stiffness;

namespace TorchDynInspect.Training;

/// <summary>
/// How stiff the field of a neural ODE is, and how it stretches, along the solutions through chosen inputs. Metrics, each the largest over all samples, so their
/// evidence is Sampled: "stiffness.ratio" (max |Re λ| / min |Re λ| over the decaying eigenvalues of Df; left out where no sample has two), "stiffness.decay_time"
/// (max |Re λ| · |T| of those), "stiffness.spectral_radius_time" (max |λ| · |T|), "stiffness.stiff" (1 when the decay time reaches the threshold of the options),
/// "logarithmic_norm.1", "logarithmic_norm.2", "logarithmic_norm.inf" (μ(Df)), and "logarithmic_norm.2.integral", the largest ∫μ₂ dt over the solutions:
/// e to it bounds ‖Dφ_T‖₂ up to the error of the trapezoidal rule. Of a negative T, all are those of the field −f, which is what the solver meets.
/// O(points · samples · d³) beside the solves.
/// </summary>
public sealed class FieldStiffness : IInspector
{
    private readonly Matrix points;
    private readonly int samples;
    private readonly StiffnessOptions? options;

    /// <summary>Creates the inspector.</summary>
    /// <param name="points">Inputs of the module, one a row; the solutions start from what the layers before the flow make of them.</param>
    /// <param name="samples">Samples of each solution, from its start to its end, at least 2.</param>
    /// <param name="options">When a field is called stiff; null for the defaults.</param>
    public FieldStiffness(Matrix points, int samples = 16, StiffnessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        (this.points, this.samples, this.options) = (points, samples, options);
    }

    /// <inheritdoc/>
    public string Name => "field stiffness";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context) => PointsOnNetwork.Check(context, points) ?? FlowLayer.Check(context);

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        (Flow flow, Network? before) = FlowLayer.Of(context.Network);
        Matrix starts = before?.Evaluate(points) ?? points;
        NetworkField field = (flow.Time < 0 ? Backwards(flow.Field) : flow.Field).AsField();
        double duration = Math.Abs(flow.Time);
        var results = new StiffnessResult[starts.Rows];
        for (int i = 0; i < results.Length; i++)
        {
            Trajectory path = field.Trajectory(starts.Row(i), duration, samples, flow.Solver);
            results[i] = field.StiffnessAlong(path.Times.AsSpan(), path.States, options);
        }

        if (results.Max(result => result.LargestRatio) is { } ratio)
        {
            yield return Sampled("stiffness.ratio", "1", ratio);
        }

        yield return Sampled("stiffness.decay_time", "1", results.Max(result => result.DecayTime));
        yield return Sampled("stiffness.spectral_radius_time", "1", results.Max(result => result.SpectralRadiusTime));
        yield return Sampled("stiffness.stiff", "1", results.Any(result => result.IsStiff) ? 1 : 0);
        yield return Sampled("logarithmic_norm.1", "1/time", results.Max(result => result.LargestMu.Mu1));
        yield return Sampled("logarithmic_norm.2", "1/time", results.Max(result => result.LargestMu.Mu2));
        yield return Sampled("logarithmic_norm.inf", "1/time", results.Max(result => result.LargestMu.MuInfinity));
        yield return Sampled("logarithmic_norm.2.integral", "1", results.Max(result => result.IntegratedMu.Mu2));
    }

    private static Metric Sampled(string name, string unit, double value) => new MetricDescriptor(name, unit, EvidenceLevel.Sampled).Of(value);

    private static Network Backwards(Network field)
    {
        double[] weight = new double[field.Outputs * field.Outputs];
        for (int i = 0; i < field.Outputs; i++)
        {
            weight[i * (field.Outputs + 1)] = -1;
        }

        return new Network(field.Inputs, [.. field.Layers, new Affine(new Matrix(field.Outputs, field.Outputs, weight), new double[field.Outputs])]);
    }
}
