using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>
/// Follows a continuum of closed orbits from one of them, both ways, by predictor (along the kernel of the shooting equations) and corrector (Newton's method with
/// steps of least norm), and tells which other orbits it passes (Seydel, Practical bifurcation and stability analysis, 4.2).
/// </summary>
internal sealed class FamilyTrace
{
    private const int MaxSteps = 48;
    private const int Looks = 64;
    private const double FirstStep = 0.02;
    private const double LeastStep = 5e-4;
    private readonly OrbitRefinement refinement;
    private readonly Box box;
    private readonly int d;
    private readonly double scale;
    private readonly CancellationToken cancellation;

    public FamilyTrace(OrbitRefinement refinement, Box box, CancellationToken cancellation)
    {
        (this.refinement, this.box, this.cancellation) = (refinement, box, cancellation);
        d = box.Dimension;
        scale = Math.Max(box.Lower.Zip(box.Upper, (l, u) => u - l).Max(), 1e-12);
    }

    /// <summary>The family of an orbit; null when no other orbit is found beside it, which makes it a neutral orbit of its own.</summary>
    /// <param name="first">The orbit.</param>
    /// <param name="others">Other neutral orbits; those that belong to the family are taken out.</param>
    public PeriodicOrbitFamily? Of(PeriodicOrbit first, List<PeriodicOrbit> others)
    {
        List<(double[] X, double Period)> curve = [];
        int found = 1;
        foreach (int side in new[] { 1, -1 })
        {
            found += Follow(first, side, curve, others);
        }

        if (curve.Count == 0)
        {
            return null;
        }

        if (first.FamilyDimension > 1)
        {
            // A curve does not pass the orbits of a surface: those of the same kind are taken as one family, which is all that sampling tells.
            found += others.RemoveAll(other => other.FamilyDimension == first.FamilyDimension);
        }

        return new PeriodicOrbitFamily
        {
            Representative = first,
            Dimension = first.FamilyDimension,
            Starts = new Matrix(curve.Count, d, [.. curve.SelectMany(point => point.X)]),
            Periods = [.. curve.Select(point => point.Period)],
            Found = found,
        };
    }

    private int Follow(PeriodicOrbit first, int side, List<(double[] X, double Period)> curve, List<PeriodicOrbit> others)
    {
        double[] x = [.. first.X];
        double period = first.Period;
        if (Tangent(x, period) is not { } tangent)
        {
            return 0;
        }

        tangent = [.. tangent.Select(t => side * t)];
        double step = FirstStep * scale;
        int found = 0;
        for (int n = 0; n < MaxSteps && step >= LeastStep * scale && !cancellation.IsCancellationRequested; n++)
        {
            double[] guess = [.. x.Select((value, i) => value + (step * tangent[i]))];
            double guessed = period + (step * tangent[d]);
            bool solved = guessed > 0 && refinement.Rough(guess, guessed, 12) is { } point && IsNear(point, x, guess, step, out guess, out guessed);
            if (!solved || Math.Abs(guessed - period) > 0.2 * period || Tangent(guess, guessed) is not { } next)
            {
                step /= 2;
                continue;
            }

            Matrix orbit = refinement.Sample(guess, guessed, Looks);
            if (!Meets(orbit))
            {
                break;
            }

            double change = Math.Abs(guessed - period);
            found += others.RemoveAll(other => Passes(orbit, other, step, Math.Abs(other.Period - guessed), change));
            double along = 0;
            for (int i = 0; i < d; i++)
            {
                along += next[i] * tangent[i];
            }

            tangent = along < 0 ? [.. next.Select(t => -t)] : next;
            (x, period) = (guess, guessed);
            curve.Add((x, period));
            step = Math.Min(1.3 * step, 2 * FirstStep * scale);
        }

        return found;
    }

    private bool IsNear(ShootingPoint point, double[] from, double[] guess, double step, out double[] x, out double period)
    {
        (x, period) = (point.Start(d).ToArray(), point.Period);
        double moved = MaximumNorm.Distance(x, from);
        return MaximumNorm.Distance(x, guess) <= step && moved >= 0.2 * step / Math.Sqrt(d) && moved <= 2 * step;
    }

    /// <summary>A direction (x, T) along which the equations stay solved, of length 1 in x; null when there is none.</summary>
    private double[]? Tangent(double[] x, double period)
    {
        if (refinement.Rough(x, period, 4) is not { } point)
        {
            return null;
        }

        double[] values = point.Equations.SingularValues;
        int least = Array.IndexOf(values, values.Min());
        if (values[least] > 1e-4 * point.Equations.Largest)
        {
            return null;
        }

        ReadOnlySpan<double> vector = point.Equations.RightVector(least);
        double[] tangent = [.. vector[..d], vector[^1] / point.Speed];
        double length = Spectra.MatrixNorms.Frobenius(tangent.AsSpan(0, d));
        return length > 1e-8 ? [.. tangent.Select(t => t / length)] : null;
    }

    private bool Meets(Matrix orbit)
    {
        bool meets = false;
        double extent = 0;
        for (int i = 0; i < orbit.Rows; i++)
        {
            meets |= box.Contains(orbit.Row(i));
            extent = Math.Max(extent, MaximumNorm.Distance(orbit.Row(i), orbit.Row(0)));
        }

        return meets && extent > 1e-3 * scale;
    }

    private static bool Passes(Matrix orbit, PeriodicOrbit other, double step, double apart, double change)
    {
        if (apart > (2 * change) + (1e-6 * other.Period))
        {
            return false;
        }

        // Distance from the chords, which stay within a small share of the step from the orbit.
        double least = double.PositiveInfinity;
        for (int i = 0; i + 1 < orbit.Rows; i++)
        {
            least = Math.Min(least, FromChord(orbit.Row(i), orbit.Row(i + 1), other.X.AsSpan()));
        }

        return least <= 1.5 * step;
    }

    private static double FromChord(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> x)
    {
        (double along, double square) = (0, 1e-300);
        for (int i = 0; i < x.Length; i++)
        {
            along += (b[i] - a[i]) * (x[i] - a[i]);
            square += (b[i] - a[i]) * (b[i] - a[i]);
        }

        double share = Math.Clamp(along / square, 0, 1);
        double distance = 0;
        for (int i = 0; i < x.Length; i++)
        {
            distance = double.Hypot(distance, a[i] + (share * (b[i] - a[i])) - x[i]);
        }

        return distance;
    }
}
