using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.DepthLimit;

/// <summary>Certified Lipschitz constants of networks.</summary>
internal static class LipschitzEnclosure
{
    /// <summary>Above this order the 2-norm is bounded by the others, since proving eigenvalues takes n³ interval operations.</summary>
    private const int LargestSpectral = 160;

    /// <summary>Bounds of a network's Lipschitz constant on a box and everywhere.</summary>
    /// <param name="network">From R^d to R^d, without flow layers.</param>
    /// <param name="box">The box.</param>
    /// <param name="norm">The norm.</param>
    /// <param name="maxParts">Parts of the box at most.</param>
    public static LipschitzBound Of(Network network, Box box, VectorNorm norm, int maxParts)
    {
        int d = network.Inputs;
        NetworkFieldEnclosure enclosure = new(network);
        Interval[] jacobian = new Interval[d * d];
        (Interval onBox, _) = BoxSupremum.Of(
            box,
            part =>
            {
                enclosure.Jacobian(part, jacobian);
                return Norm(jacobian, d, d, norm);
            },
            maxParts,
            1e-3);
        Interval[] space = new Interval[d];
        Array.Fill(space, Interval.Entire);
        enclosure.Jacobian(space, jacobian);
        double everywhere = Math.Min(Norm(jacobian, d, d, norm).Upper, Product(network, norm).Upper);
        return new LipschitzBound(norm, Math.Min(onBox.Upper, everywhere), everywhere);
    }

    /// <summary>Π ‖W_l‖ · Π sup |σ′|; a residual block has 1 + its branch.</summary>
    private static Interval Product(Network network, VectorNorm norm) => network.Layers.Aggregate(Interval.One, (product, layer) => product * layer switch
    {
        Affine affine => Norm(
            [.. affine.Weight.Values.ToArray().Select(Interval.Point)], affine.Weight.Rows, affine.Weight.Columns, norm),
        Elementwise elementwise => elementwise.Units.Select(unit => Interval.Abs(unit.Enclosure.Derivative(Interval.Entire))).Aggregate(Interval.Max),
        Residual residual => 1 + Product(residual.Branch, norm),
        _ => new Interval(0, double.PositiveInfinity),
    });

    /// <summary>Encloses ‖A‖ for every matrix between the entries.</summary>
    private static Interval Norm(Interval[] a, int rows, int columns, VectorNorm norm)
    {
        if (Array.Exists(a, entry => !entry.IsBounded))
        {
            return new Interval(0, double.PositiveInfinity);
        }

        return norm switch
        {
            VectorNorm.One => Sums(a, rows, columns, byColumn: true),
            VectorNorm.Infinity => Sums(a, rows, columns, byColumn: false),
            _ => Two(a, rows, columns),
        };
    }

    private static Interval Sums(Interval[] a, int rows, int columns, bool byColumn)
    {
        Interval largest = Interval.Zero;
        for (int i = 0; i < (byColumn ? columns : rows); i++)
        {
            Interval sum = Interval.Zero;
            for (int j = 0; j < (byColumn ? rows : columns); j++)
            {
                sum += Interval.Abs(byColumn ? a[(j * columns) + i] : a[(i * columns) + j]);
            }

            largest = Interval.Max(largest, sum);
        }

        return largest;
    }

    /// <summary>√λ_max(AᵀA), or of A Aᵀ where that is smaller; never above √(‖A‖₁‖A‖∞).</summary>
    private static Interval Two(Interval[] a, int rows, int columns)
    {
        Interval other = Interval.Sqrt(Sums(a, rows, columns, true) * Sums(a, rows, columns, false));
        int n = Math.Min(rows, columns);
        if (n > LargestSpectral)
        {
            return new Interval(0, other.Upper);
        }

        Interval[] gram = new Interval[n * n];
        bool tall = rows >= columns;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Interval sum = Interval.Zero;
                for (int k = 0; k < (tall ? rows : columns); k++)
                {
                    (Interval x, Interval y) = tall ? (a[(k * columns) + i], a[(k * columns) + j]) : (a[(i * columns) + k], a[(j * columns) + k]);
                    sum += i == j ? Interval.Square(x) : x * y;
                }

                (gram[(i * n) + j], gram[(j * n) + i]) = (sum, sum);
            }
        }

        Interval largest = new LogarithmicNormEnclosure(n, VectorNorm.Two).Of(gram);
        Interval root = Interval.Sqrt(Interval.Max(Interval.Zero, largest));
        return new Interval(Math.Min(root.Lower, other.Upper), Math.Min(root.Upper, other.Upper));
    }
}
