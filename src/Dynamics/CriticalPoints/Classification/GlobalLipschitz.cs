using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>
/// Proved upper bounds of the Lipschitz constant of a network on the whole space, in the Euclidean norm: the smaller of the product of norms and slopes, layer by
/// layer, and √(‖M‖₁‖M‖∞) for the moduli M of an enclosure of every Jacobian (a convex set, so that the mean value theorem needs no more).
/// </summary>
internal static class GlobalLipschitz
{
    /// <summary>The bound, rounded up; +∞ where none is known: an unbounded slope, or a flow layer inside. O(parameters · inputs).</summary>
    /// <param name="network">Any network.</param>
    public static double Bound(Network network)
    {
        double product = Product(network);
        if (double.IsInfinity(product) || product == 0)
        {
            return product;
        }

        Interval[] everywhere = [.. Enumerable.Repeat(Interval.Entire, network.Inputs)];
        Interval[] jacobian = new Interval[network.Inputs * network.Outputs];
        new NetworkBounds(network).Jacobian(everywhere, [], jacobian);
        double enclosed = NormBound(network.Outputs, network.Inputs, [.. jacobian.Select(entry => entry.Magnitude)]);
        return Math.Min(product, double.IsNaN(enclosed) ? double.PositiveInfinity : enclosed);
    }

    /// <summary>Products of √(‖W‖₁‖W‖∞) ≥ ‖W‖₂ and of sup |σ′|, each rounded up.</summary>
    private static double Product(Network network)
    {
        double bound = 1;
        foreach (Layer layer in network.Layers)
        {
            double factor = layer switch
            {
                Affine affine => NormBound(affine.Weight.Rows, affine.Weight.Columns, affine.Weight.Values),
                Elementwise elementwise => elementwise.Units.Max(unit => unit.LipschitzConstant),
                Residual residual => 1 + Product(residual.Branch),
                _ => double.PositiveInfinity,
            };

            // An infinite slope behind a zero matrix stays unknown rather than 0 · ∞.
            bound = double.IsInfinity(factor) ? double.PositiveInfinity : Math.BitIncrement(Math.BitIncrement(bound * factor));
        }

        return bound;
    }

    private static double NormBound(int rows, int columns, ReadOnlySpan<double> entries)
    {
        double[] sums = new double[columns];
        double largestRow = 0;
        for (int i = 0; i < rows; i++)
        {
            double sum = 0;
            for (int j = 0; j < columns; j++)
            {
                double entry = Math.Abs(entries[(i * columns) + j]);
                sum += entry;
                sums[j] += entry;
            }

            largestRow = Math.Max(largestRow, sum);
        }

        // A sum of n non-negative numbers is off by less than n units of 2⁻⁵³, relatively; the product and the roots add three. Roots come first: the product of small sums might underflow.
        double slack = 1 + ((Math.Max(rows, columns) + 4) * Math.ScaleB(1, -52));
        return Math.Sqrt(largestRow) * Math.Sqrt(sums.DefaultIfEmpty(0).Max()) * slack;
    }
}
