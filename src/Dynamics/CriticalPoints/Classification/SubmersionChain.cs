using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>
/// A network as linear maps with diffeomorphisms between them, which is all that the theory of section 2 sees of it. Affine layers without a diffeomorphism
/// between them are multiplied, exactly; diffeomorphisms before the first and after the last linear map change nothing.
/// </summary>
internal sealed class SubmersionChain
{
    private readonly List<IntegerMatrix> linear = [];
    private readonly List<string> remarks = [];
    private IntegerMatrix? pending;

    private SubmersionChain()
    {
    }

    /// <summary>The linear maps, first applied first.</summary>
    public IReadOnlyList<IntegerMatrix> Linear => linear;

    /// <summary>Which hypothesis fails, and where; null when none does.</summary>
    public string? Obstacle { get; private set; }

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
                continue;
            }

            flows |= layer is Flow;
            others |= layer is Residual || (layer is Elementwise && i < network.Layers.Length - 1);
            chain.Obstacle ??= chain.ObstacleTo(layer) is string obstacle ? $"layers[{i}]: {obstacle}" : null;
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

        double lipschitz = LipschitzBound(residual.Branch);
        return lipschitz < 1
            ? null
            : $"a residual layer is proved a diffeomorphism only when its branch contracts; the product of norms and slopes is {lipschitz:G4}, expected below 1";
    }

    private string? ObstacleTo(Flow flow)
    {
        if (flow.Field.Layers.Any(inner => inner is not Affine && !IsSmooth(inner)))
        {
            return "the field of a flow is not C²";
        }

        if (double.IsInfinity(LipschitzBound(flow.Field)))
        {
            return "the field of a flow is not globally Lipschitz, so that it may not exist for the whole time";
        }

        remarks.Add($"a flow is read as the exact one, of which {flow.Solver.Name} is an approximation");
        return null;
    }

    private static bool IsSmooth(Layer layer) => layer switch
    {
        Elementwise elementwise => elementwise.Units.All(
            unit => unit.IsSmoothWithoutCriticalPoints || unit is Gelu or GeluTanh or Silu or Mish or Tanhshrink),
        Residual residual => residual.Branch.Layers.All(inner => inner is Affine || IsSmooth(inner)),
        _ => false,
    };

    /// <summary>An upper bound of the Lipschitz constant: products of √(‖W‖₁‖W‖∞) ≥ ‖W‖₂ and of sup |σ′|, each rounded up.</summary>
    private static double LipschitzBound(Network network)
    {
        double bound = 1;
        foreach (Layer layer in network.Layers)
        {
            double factor = layer switch
            {
                Affine affine => NormBound(affine.Weight),
                Elementwise elementwise => elementwise.Units.Max(unit => unit.LipschitzConstant),
                Residual residual => 1 + LipschitzBound(residual.Branch),
                _ => double.PositiveInfinity,
            };

            // An infinite slope behind a zero matrix stays unknown rather than 0 · ∞.
            bound = double.IsInfinity(factor) ? double.PositiveInfinity : Math.BitIncrement(Math.BitIncrement(bound * factor));
        }

        return bound;
    }

    private static double NormBound(Matrix weight)
    {
        double[] columns = new double[weight.Columns];
        double largestRow = 0;
        for (int i = 0; i < weight.Rows; i++)
        {
            double sum = 0;
            for (int j = 0; j < weight.Columns; j++)
            {
                double entry = Math.Abs(weight[i, j]);
                sum += entry;
                columns[j] += entry;
            }

            largestRow = Math.Max(largestRow, sum);
        }

        // A sum of n non-negative numbers is off by less than n units of 2⁻⁵³, relatively; the product and the root add two.
        double slack = 1 + ((Math.Max(weight.Rows, weight.Columns) + 4) * Math.ScaleB(1, -52));
        return Math.Sqrt(largestRow * columns.DefaultIfEmpty(0).Max()) * slack;
    }
}
