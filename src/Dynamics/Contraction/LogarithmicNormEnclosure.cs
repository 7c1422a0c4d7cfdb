using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>Encloses μ(A) for every matrix A between given entries, rounded outwards.</summary>
/// <param name="n">Dimension.</param>
/// <param name="norm">The norm that induces μ.</param>
internal sealed class LogarithmicNormEnclosure(int n, VectorNorm norm)
{
    private readonly SymmetricEigenvectors eigen = new(n);
    private readonly double[] middle = new double[n * n];
    private readonly Interval[] product = new Interval[n * n];

    /// <summary>An interval that holds μ(A) for every A in <paramref name="matrix"/>; unbounded when an entry is.</summary>
    public Interval Of(ReadOnlySpan<Interval> matrix)
    {
        foreach (Interval entry in matrix)
        {
            if (!entry.IsBounded)
            {
                return Interval.Entire;
            }
        }

        return norm == VectorNorm.Two ? Two(matrix) : Sums(matrix);
    }

    private Interval Sums(ReadOnlySpan<Interval> matrix)
    {
        Interval result = Interval.Empty;
        for (int i = 0; i < n; i++)
        {
            Interval sum = matrix[(i * n) + i];
            for (int j = 0; j < n; j++)
            {
                sum = i == j ? sum : sum + Interval.Abs(norm == VectorNorm.One ? matrix[(j * n) + i] : matrix[(i * n) + j]);
            }

            result = i == 0 ? sum : Interval.Max(result, sum);
        }

        return result;
    }

    /// <summary>
    /// With x = V y, λ_max(S) = max yᵀ(VᵀSV)y / yᵀ(VᵀV)y for any regular V. V holds approximate eigenvectors, so that VᵀSV is all but diagonal: Gershgorin bounds its
    /// largest eigenvalue, its diagonal entries are Rayleigh quotients, and VᵀV differs from I by rounding only.
    /// </summary>
    private Interval Two(ReadOnlySpan<Interval> matrix)
    {
        for (int at = 0; at < middle.Length; at++)
        {
            middle[at] = matrix[at].Midpoint;
        }

        eigen.Decompose(middle);
        double[] v = eigen.Vectors;
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                Interval sum = Interval.Zero;
                for (int j = 0; j < n; j++)
                {
                    sum += (matrix[(i * n) + j] + matrix[(j * n) + i]) * v[(j * n) + k];
                }

                product[(i * n) + k] = sum / 2;
            }
        }

        (double upper, double lower, double defect) = (double.NegativeInfinity, double.NegativeInfinity, 0);
        for (int i = 0; i < n; i++)
        {
            Interval disc = Interval.Zero;
            Interval off = Interval.Zero;
            Interval square = Interval.Zero;
            Interval quotient = Interval.Zero;
            for (int k = 0; k < n; k++)
            {
                Interval entry = Interval.Zero;
                Interval gram = Interval.Zero;
                for (int j = 0; j < n; j++)
                {
                    entry += product[(j * n) + k] * v[(j * n) + i];
                    gram += Interval.Point(v[(j * n) + k]) * v[(j * n) + i];
                }

                disc += i == k ? entry : Interval.Abs(entry);
                off += Interval.Abs(gram - (i == k ? 1 : 0));
                (quotient, square) = i == k ? (entry, gram) : (quotient, square);
            }

            upper = Math.Max(upper, disc.Upper);
            defect = Math.Max(defect, off.Upper);
            lower = Math.Max(lower, (quotient / square).Lower);
        }

        if (!(defect < 0.5))
        {
            return Interval.Entire;
        }

        Interval bound = Interval.Point(upper) / (Interval.One + new Interval(-defect, defect));
        return new Interval(Math.Min(lower, bound.Upper), bound.Upper);
    }
}
