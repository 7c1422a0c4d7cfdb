using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.PeriodicOrbits;
using TorchDynInspect.Training.TimeSeries;
using Trajectory = TorchDynInspect.Dynamics.Flows.Trajectory;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>What was read off a learned vector field of a planar series on logarithms, beside the Lotka–Volterra fit of the same data.</summary>
internal sealed record ContinuousAudit
{
    private const int SamplesPerStep = 12;

    public required StateSeries Series { get; init; }

    public required SeriesFieldFit Fit { get; init; }

    public required LotkaVolterraFit LotkaVolterra { get; init; }

    /// <summary>Where equilibria and closed orbits were looked for, on logarithms.</summary>
    public required Box Box { get; init; }

    /// <summary>Zeros of the learned field, judged as a flow.</summary>
    public required FixedPointResult Equilibria { get; init; }

    /// <summary>Closed orbits of the learned field.</summary>
    public required PeriodicOrbitResult Orbits { get; init; }

    public required FieldErrors Errors { get; init; }

    public required FieldErrors LotkaVolterraErrors { get; init; }

    /// <summary>The learned field's trajectory from its best start over the time of the data.</summary>
    public required Trajectory Path { get; init; }

    /// <summary>The Lotka–Volterra trajectory that was fitted.</summary>
    public required Trajectory LotkaVolterraPath { get; init; }

    /// <summary>The true period of the fitted Lotka–Volterra orbit.</summary>
    public required double LotkaVolterraPeriod { get; init; }

    public static ContinuousAudit Of(StateSeries series, SeriesFieldFit fit, Box box, int seed, CancellationToken cancellation)
    {
        StateSeries logs = series.Logarithms();
        IVectorField learned = fit.Field.AsField();
        LotkaVolterraFit classical = LotkaVolterraFit.To(series);
        LotkaVolterraField field = new(classical.System);
        FieldErrors errors = FieldErrors.Of(learned, logs);
        double length = logs.Step * (logs.States.Rows - 1);
        int samples = ((logs.States.Rows - 1) * SamplesPerStep) + 1;
        return new ContinuousAudit
        {
            Series = series,
            Fit = fit,
            LotkaVolterra = classical,
            Box = box,
            Equilibria = fit.Field.Equilibria(box, new FixedPointOptions { Seed = seed }, cancellation: cancellation),
            Orbits = fit.Field.PeriodicOrbits(box, new PeriodicOrbitOptions { Seed = seed }, cancellation: cancellation),
            Errors = errors,
            LotkaVolterraErrors = FieldErrors.Of(field, logs),
            Path = learned.Trajectory(errors.Start.AsSpan(), length, samples, TrajectoryResiduals.Solver, cancellation),
            LotkaVolterraPath = field.Trajectory([classical.Initial.U, classical.Initial.V], length, samples, TrajectoryResiduals.Solver, cancellation),
            LotkaVolterraPeriod = classical.System.PeriodThrough(classical.Initial.U, classical.Initial.V),
        };
    }

    /// <summary>The period that a complex pair of eigenvalues implies near an equilibrium, 2π/|Im λ|; null for real ones.</summary>
    public static double? ImpliedPeriod(FixedPoint point) =>
        point.Eigenvalues.Max(value => Math.Abs(value.Imaginary)) is var angular && angular > 0 ? 2 * Math.PI / angular : null;
}
