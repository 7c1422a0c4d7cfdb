using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>
/// A network as linear maps with diffeomorphisms between them, which is all that the theory of section 2 sees of it. Affine layers without a diffeomorphism
/// between them are multiplied, exactly; diffeomorphisms before the first and after the last linear map change nothing.
/// </summary>
internal sealed class SubmersionChain
{
    private readonly List<IntegerMatrix> linear = [];
    private readonly List<int> lastLayers = [];
    private readonly List<string> remarks = [];
    private IntegerMatrix? pending;
    private int lastAffine;

    private SubmersionChain()
    {
    }

    /// <summary>The linear maps, first applied first.</summary>
    public IReadOnlyList<IntegerMatrix> Linear => linear;

    /// <summary>Which hypothesis fails, and where; null when none does.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>The layer that ends each linear map: its last affine layer.</summary>
    public IReadOnlyList<int> LastLayers => lastLayers;

    /// <summary>Why the discrete map that a fixed-step flow computes is not proved to be a diffeomorphism, as the exact flow is; null when it is, or there is none.</summary>
    public string? SchemeObstacle { get; private set; }

    /// <summary>How many of the linear maps stand before the flow of <see cref="SchemeObstacle"/>: what they alone imply holds whatever its steps do.</summary>
    public int BeforeSchemeObstacle { get; private set; }

    /// <summary>Whether what stands between the linear maps is at least a homeomorphism, Lipschitz both ways near every point, as computed.</summary>
    public bool IsBiLipschitz { get; private set; } = true;

    /// <summary>What the reading of a layer takes for granted.</summary>
    public ImmutableArray<string> Remarks => [.. remarks.Distinct()];

    /// <summary>Whether every diffeomorphism is the flow of a vector field, and there is one.</summary>
    public bool IsNeuralOde { get; private set; }

    public static SubmersionChain Of(Network network)
    {
        SubmersionChain chain = new();
        bool flows = false;
        bool others = false;
        foreach ((int i, Layer layer) in network.Layers.Index())
        {
            if (layer is Affine affine)
            {
                IntegerMatrix weight = IntegerMatrix.Of(affine.Weight);
                chain.pending = chain.pending is null ? weight : weight.Times(chain.pending);
                chain.lastAffine = i;
                continue;
            }

            flows |= layer is Flow;
            others |= layer is Residual || (layer is Elementwise && i < network.Layers.Length - 1);
            chain.Obstacle ??= chain.ObstacleTo(layer) is string obstacle ? $"layers[{i}]: {obstacle}" : null;
            if (layer is Flow flow)
            {
                chain.Read(flow, i);
            }

            chain.IsBiLipschitz &= IsHomeomorphism(layer);
            chain.Flush();
        }

        chain.Flush();
        chain.IsNeuralOde = flows && !others;
        return chain;
    }

    private void Flush()
    {
        if (pending is not null)
        {
            linear.Add(pending);
            lastLayers.Add(lastAffine);
            pending = null;
        }
    }

    private string? ObstacleTo(Layer layer) => layer switch
    {
        Elementwise elementwise => elementwise.Units.Select(ObstacleTo).FirstOrDefault(obstacle => obstacle is not null),
        Residual residual => ObstacleTo(residual),
        Flow flow => ObstacleTo(flow),
        _ => null,
    };

    private string? ObstacleTo(Activation activation)
    {
        if (activation is Softplus { Threshold: < double.MaxValue })
        {
            remarks.Add("softplus is read as ln(1 + e^(βz))/β, without torch's linear branch");
        }

        return activation.IsSmoothWithoutCriticalPoints
            ? null
            : activation.IsPiecewiseLinear
                ? $"{activation.Name} is piecewise linear, the theorem needs a C² activation with σ′ ≠ 0; open sets of critical points are possible"
                : $"{activation.Name} is not C² with σ′ ≠ 0 everywhere";
    }

    private string? ObstacleTo(Residual residual)
    {
        if (residual.Branch.Layers.Any(inner => inner is not Affine && !IsSmooth(inner)))
        {
            return "the branch of a residual layer is not C²";
        }

        double lipschitz = GlobalLipschitz.Bound(residual.Branch);
        return lipschitz < 1
            ? null
            : $"a residual layer is proved a diffeomorphism only when its branch contracts; the product of norms and slopes is {lipschitz:G4}, expected below 1";
    }

    private static string? ObstacleTo(Flow flow)
    {
        bool isLipschitz = double.IsFinite(GlobalLipschitz.Bound(flow.Field));
        if (flow.Field.Layers.Any(inner => inner is not Affine && !IsSmooth(inner)))
        {
            return isLipschitz
                ? "the field of a flow is not C², which the theorem needs; it is Lipschitz, so that its flow is still a homeomorphism, Lipschitz both ways"
                : "the field of a flow is not C²";
        }

        return isLipschitz ? null : "the field of a flow is not globally Lipschitz, so that it may not exist for the whole time";
    }

    /// <summary>Which map is judged: the exact flow, and that of fixed steps where these are proved to be diffeomorphisms as well.</summary>
    private void Read(Flow flow, int layer)
    {
        if (StepContraction.Of(flow) is not StepContraction steps)
        {
            remarks.Add($"a flow is read as the exact one, of which {flow.Solver.Name} is an approximation");
            return;
        }

        string what = $"layers[{layer}]: {flow.Solver.Steps} {flow.Solver.Name} steps of {steps.Step:G4}";
        if (steps.IsHomeomorphism)
        {
            remarks.Add($"{what} are proved to be diffeomorphisms (the increment is {steps.Increment:G4}-Lipschitz at most): what holds for the exact flow holds for the discrete one");
            return;
        }

        BeforeSchemeObstacle = SchemeObstacle is null ? linear.Count + (pending is null ? 0 : 1) : BeforeSchemeObstacle;
        SchemeObstacle ??= $"{what} are not proved to be diffeomorphisms, as the exact flow is: the bound of the increment's Lipschitz constant is {steps.Increment:G4}, expected below 1; "
            + (flow.Solver.Name == "euler" ? "a step folds where an eigenvalue of h Df is −1" : "a step folds where its derivative is singular");
        remarks.Add(SchemeObstacle);
    }

    private static bool IsHomeomorphism(Layer layer) => layer switch
    {
        Elementwise elementwise => elementwise.Units.All(IsHomeomorphism),
        Residual residual => GlobalLipschitz.Bound(residual.Branch) < 1,
        Flow flow => StepContraction.Of(flow)?.IsHomeomorphism ?? double.IsFinite(GlobalLipschitz.Bound(flow.Field)),
        _ => true,
    };

    private static bool IsHomeomorphism(Activation activation) => activation.IsSmoothWithoutCriticalPoints
        || (activation.Pieces is { } pieces && (pieces.All(piece => piece.Slope > 0) || pieces.All(piece => piece.Slope < 0)));

    private static bool IsSmooth(Layer layer) => layer switch
    {
        Elementwise elementwise => elementwise.Units.All(
            unit => unit.IsSmoothWithoutCriticalPoints || unit is Gelu or GeluTanh or Silu or Mish or Tanhshrink),
        Residual residual => residual.Branch.Layers.All(inner => inner is Affine || IsSmooth(inner)),
        _ => false,
    };
}
