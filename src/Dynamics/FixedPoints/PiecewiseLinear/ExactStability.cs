using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// Stability of an exactly known fixed point of f^k from the linear parts of the cells that meet there. Inside a cell the multipliers decide, and the verdict is proved by
/// <see cref="SpectrumProof"/> where that succeeds. On a kink several linear parts act in turn, and it is not enough that each one alone is stable: the point attracts
/// when one norm contracts under all of them, repels when one norm expands under all of them, and is undecided otherwise.
/// </summary>
internal static class ExactStability
{
    /// <summary>At most this many units on breakpoints are looked at: their sides combine to 2^n linear parts.</summary>
    private const int MostKinks = 8;

    private const double NumericalMargin = 1e-9;

    /// <summary>Multipliers, verdict, its evidence, and what a reader must know.</summary>
    public static (ImmutableArray<Complex> Multipliers, Stability Stability, EvidenceLevel Evidence, string? Remark) Judge(ExactProgram program, ExactFixedPoint point)
    {
        ImmutableArray<Complex> multipliers = Spectrum.Of(Rounded(point.A)).Eigenvalues;
        int kinks = point.Places.Count(place => place.OnBreakpoint);
        if (kinks == 0)
        {
            return SpectrumProof.Verdict(point.A) is { } proved
                ? (multipliers, proved, EvidenceLevel.Certified, null)
                : (multipliers, Numerical(multipliers), EvidenceLevel.Numerical, null);
        }

        string where = kinks == 1 ? "a unit is at a breakpoint" : $"{kinks} units are at breakpoints";
        if (kinks > MostKinks)
        {
            return (multipliers, Stability.Undecided, EvidenceLevel.Certified, $"{where}, so that up to 2^{kinks} linear parts meet here: stability is not judged");
        }

        List<RationalMatrix> parts = Parts(program, point);
        if (parts.TrueForAll(part => Same(part, parts[0])))
        {
            return SpectrumProof.Verdict(parts[0]) is { } proved
                ? (multipliers, proved, EvidenceLevel.Certified, $"{where}, but the map does not bend here")
                : (multipliers, Numerical(multipliers), EvidenceLevel.Numerical, $"{where}, but the map does not bend here");
        }

        if (Contracts(parts))
        {
            return (multipliers, Stability.Attracting, EvidenceLevel.Certified, $"{where}; one norm contracts under all linear parts that may meet here");
        }

        List<RationalMatrix?> inverses = [.. parts.Select(Inverse)];
        if (!inverses.Contains(null) && Contracts(inverses!))
        {
            return (multipliers, Stability.Repelling, EvidenceLevel.Certified, $"{where}; one norm expands under all linear parts that may meet here");
        }

        return (multipliers, Stability.Undecided, EvidenceLevel.Certified, $"{where}; the linear parts that meet here decide nothing together, eigenvalues are those of one of them");
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

    private static Matrix Rounded(RationalMatrix a)
    {
        double[] entries = new double[a.Rows * a.Columns];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = a[i / a.Columns, i % a.Columns].ToDouble();
        }

        return new Matrix(a.Rows, a.Columns, entries);
    }
}
