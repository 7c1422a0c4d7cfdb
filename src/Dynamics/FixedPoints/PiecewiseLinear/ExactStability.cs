using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.FixedPoints.Smooth;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// Stability of an exactly known fixed point of f^k from the linear parts of the cells that meet there. Inside a cell the multipliers decide, and the verdict is proved by
/// enclosed eigenvalues or by <see cref="SpectrumProof"/> where one of them succeeds. On a kink several linear parts act in turn, and it is not enough that each one alone is stable: the point attracts
/// when one norm contracts under all of them, repels when one norm expands under all of them, and is undecided otherwise.
/// </summary>
internal static class ExactStability
{
    /// <summary>At most this many units on breakpoints are looked at: their sides combine to 2^n linear parts.</summary>
    private const int MostKinks = 8;

    private const double NumericalMargin = 1e-9;

    /// <summary>Judges a point.</summary>
    public static ExactVerdict Judge(ExactProgram program, ExactFixedPoint point)
    {
        int kinks = point.Places.Count(place => place.OnBreakpoint);
        if (kinks == 0)
        {
            return Smooth(point.A, null);
        }

        string where = kinks == 1 ? "a unit is at a breakpoint" : $"{kinks} units are at breakpoints";
        ExactVerdict one = Smooth(point.A, null) with { Stability = Stability.Undecided, Evidence = EvidenceLevel.Certified };
        if (kinks > MostKinks)
        {
            return one with { Remark = $"{where}, so that up to 2^{kinks} linear parts meet here: stability is not judged, eigenvalues are those of one of them" };
        }

        List<RationalMatrix> parts = Parts(program, point);
        if (parts.TrueForAll(part => Same(part, parts[0])))
        {
            return Smooth(parts[0], $"{where}, but the map does not bend here");
        }

        if (Contracts(parts))
        {
            return one with { Stability = Stability.Attracting, Remark = $"{where}; one norm contracts under all linear parts that may meet here" };
        }

        List<RationalMatrix?> inverses = [.. parts.Select(Inverse)];
        return !inverses.Contains(null) && Contracts(inverses!)
            ? one with { Stability = Stability.Repelling, Remark = $"{where}; one norm expands under all linear parts that may meet here" }
            : one with { Remark = $"{where}; the linear parts that meet here decide nothing together, eigenvalues are those of one of them" };
    }

    /// <summary>Where the map is affine: proved discs around the computed eigenvalues, else exact counting, else the computed moduli.</summary>
    private static ExactVerdict Smooth(RationalMatrix a, string? remark)
    {
        int n = a.Rows;
        double[] middle = new double[n * n];
        double[] radii = new double[n * n];
        for (int i = 0; i < middle.Length; i++)
        {
            Interval entry = a[i / n, i % n].ToInterval();
            (middle[i], radii[i]) = (entry.Midpoint, entry.Radius);
        }

        ImmutableArray<Complex> multipliers = Spectrum.Of(new Matrix(n, n, middle)).Eigenvalues;
        double[] proved = new double[n];
        new EigenvalueDiscs(n).Prove(middle, radii, multipliers.AsSpan(), proved);
        Stability judged = ProvedStability.Judge(multipliers.AsSpan(), proved, SystemKind.Map);
        Stability? certified = judged != Stability.Undecided ? judged : SpectrumProof.Verdict(a);
        return new ExactVerdict(
            multipliers, [.. proved], certified ?? Numerical(multipliers), certified is null ? EvidenceLevel.Numerical : EvidenceLevel.Certified, remark);
    }

    private static Stability Numerical(ImmutableArray<Complex> multipliers)
    {
        bool inside = multipliers.Any(value => Complex.Abs(value) < 1 - NumericalMargin);
        bool outside = multipliers.Any(value => Complex.Abs(value) > 1 + NumericalMargin);
        bool border = multipliers.Any(value => Math.Abs(Complex.Abs(value) - 1) <= NumericalMargin);
        return border ? Stability.Neutral : inside && outside ? Stability.Saddle : outside ? Stability.Repelling : Stability.Attracting;
    }

    /// <summary>The linear parts for all combinations of sides; those that no point has do not harm, since all must agree.</summary>
    private static List<RationalMatrix> Parts(ExactProgram program, ExactFixedPoint point)
    {
        int[] kinks = [.. Enumerable.Range(0, point.Places.Length).Where(i => point.Places[i].OnBreakpoint)];
        List<RationalMatrix> parts = [];
        for (int sides = 0; sides < 1 << kinks.Length; sides++)
        {
            byte[] pattern = [.. point.Places.Select(place => (byte)place.Piece)];
            for (int k = 0; k < kinks.Length; k++)
            {
                pattern[kinks[k]] += (byte)((sides >> k) & 1);
            }

            parts.Add(program.AffineMap(pattern).A);
        }

        return parts;
    }

    private static bool Contracts(IReadOnlyList<RationalMatrix> parts) =>
        parts.All(part => RowSums(part) < Rational.One) || parts.All(part => RowSums(part.Transposed()) < Rational.One);

    private static Rational RowSums(RationalMatrix a)
    {
        Rational largest = Rational.Zero;
        for (int i = 0; i < a.Rows; i++)
        {
            Rational sum = Rational.Zero;
            foreach (Rational entry in a.Row(i))
            {
                sum += Rational.Abs(entry);
            }

            largest = sum > largest ? sum : largest;
        }

        return largest;
    }

    private static RationalMatrix? Inverse(RationalMatrix a)
    {
        int n = a.Rows;
        Rational[] inverse = new Rational[n * n];
        for (int j = 0; j < n; j++)
        {
            Rational[] unit = new Rational[n];
            unit[j] = Rational.One;
            if (a.Solve(unit) is not { } column)
            {
                return null;
            }

            for (int i = 0; i < n; i++)
            {
                inverse[(i * n) + j] = column[i];
            }
        }

        return new RationalMatrix(n, n, inverse);
    }

    private static bool Same(RationalMatrix a, RationalMatrix b)
    {
        for (int i = 0; i < a.Rows; i++)
        {
            if (!a.Row(i).SequenceEqual(b.Row(i)))
            {
                return false;
            }
        }

        return true;
    }
}
