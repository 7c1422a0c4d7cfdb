using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Dynamics.TimeMaps;

/// <summary>The time-T map φ_T of a flow, read at points, and its periodic points.</summary>
public static class TimeMapStudy
{
    /// <summary>φ_T at a point with its spectrum and errors. Two integrations of the variational equation.</summary>
    /// <param name="field">f.</param>
    /// <param name="x">d finite numbers.</param>
    /// <param name="time">T; negative goes back.</param>
    /// <param name="solver">The scheme; null for dopri5 at 1e−10 and 1e−12. One with equal steps takes twice as many for the result.</param>
    /// <param name="cancellation">Ends the reading with an exception.</param>
    /// <exception cref="InvalidInputException">As <see cref="OdeSolver.Integrate"/>.</exception>
    public static TimeMapReading ReadTimeMap(
        this IVectorField field, ReadOnlySpan<double> x, double time, FlowSolver? solver = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        solver ??= new FlowSolver("dopri5", 1, 1e-10, 1e-12);
        TimeMap loose = field.TimeMap(x, time, solver, 1, cancellation);
        TimeMap tight = field.TimeMap(x, time, solver.Tighter(), 1, cancellation);
        Matrix jacobian = tight.Jacobian!;
        return new TimeMapReading
        {
            Map = tight,
            Spectrum = Spectrum.Of(jacobian),
            LogDeterminant = LogDeterminant.Of(jacobian.Values.ToArray(), jacobian.Rows).Log,
            Displacement = MaximumNorm.Distance(tight.State.AsSpan(), tight.Start.AsSpan()),
            StateError = MaximumNorm.Distance(tight.State.AsSpan(), loose.State.AsSpan()),
            JacobianError = MaximumNorm.Distance(jacobian.Values, loose.Jacobian!.Values),
        };
    }

    /// <summary>
    /// The circles of periodic points of φ_T, T ≠ 0, among closed orbits that were found. φ_T^k = φ_kT, so that a point has period k under φ_T when it is an equilibrium (then k = 1,
    /// for every T) or lies on a closed orbit whose period divides kT: beside equilibria there is nothing else.
    /// </summary>
    /// <param name="orbits">Closed orbits of the field.</param>
    /// <param name="time">T.</param>
    /// <param name="longest">The largest k to look for.</param>
    /// <exception cref="InvalidInputException">T is 0 or not finite, or the largest k is below 1.</exception>
    public static ImmutableArray<TimeMapCycle> TimeMapCycles(this PeriodicOrbitResult orbits, double time, int longest = 1)
    {
        ArgumentNullException.ThrowIfNull(orbits);
        if (time == 0 || !double.IsFinite(time) || longest < 1)
        {
            throw new InvalidInputException($"cycles of the time map: T = {time} and periods up to {longest}, expected a finite T that is not 0 and at least 1");
        }

        ImmutableArray<TimeMapCycle>.Builder cycles = ImmutableArray.CreateBuilder<TimeMapCycle>();
        foreach (PeriodicOrbit orbit in orbits.Orbits)
        {
            for (int k = 1; k <= longest; k++)
            {
                double whole = k * Math.Abs(time);
                double turns = Math.Round(whole / orbit.Period);
                double tolerance = (10 * Math.Max(turns, 1) * orbit.PeriodError) + (8 * double.BitIncrement(whole)) - (8 * whole);
                double mismatch = Math.Abs(whole - (turns * orbit.Period));
                if (turns >= 1 && turns <= int.MaxValue && mismatch <= tolerance)
                {
                    cycles.Add(new TimeMapCycle(orbit, k, (int)turns, mismatch, tolerance));
                    break;
                }
            }
        }

        return cycles.ToImmutable();
    }
}
