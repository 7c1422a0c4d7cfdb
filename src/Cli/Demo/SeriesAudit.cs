using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Orbits;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Cli.Demo;

/// <summary>What was read off a learned one-step map of a planar series on logarithms.</summary>
internal sealed record SeriesAudit
{
    private const int OrbitSteps = 2000;
    private const int Transient = 500;

    public required StateSeries Series { get; init; }

    public required OneStepFit Fit { get; init; }

    /// <summary>The data with a margin of half its range on every side, rounded outward to halves; on logarithms.</summary>
    public required Box Box { get; init; }

    public required FixedPointResult FixedPoints { get; init; }

    public required FixedPointResult LinearFixedPoints { get; init; }

    /// <summary>‖A*‖₂ of the shifted secant form at every observation.</summary>
    public required ImmutableArray<double> SecantNorms { get; init; }

    /// <summary>‖Df‖₂ at every observation.</summary>
    public required ImmutableArray<double> TangentNorms { get; init; }

    /// <summary>‖b*‖₂ at every observation.</summary>
    public required ImmutableArray<double> OffsetNorms { get; init; }

    /// <summary>The orbit of the last observation, long after it started.</summary>
    public required Orbit Orbit { get; init; }

    /// <summary>How the orbit winds around the fixed point; null unless there is exactly one and the orbit keeps clear of it.</summary>
    public Rotation? Rotation { get; init; }

    /// <summary>The theorems of theory §1 that speak about norms of affine maps.</summary>
    public required ImmutableArray<TheoryEntry> Theory { get; init; }

    public static SeriesAudit Of(StateSeries series, OneStepFit fit, int seed, CancellationToken cancellation)
    {
        StateSeries logs = series.Logarithms();
        Network f = fit.Network;
        Box box = Around(logs.States);
        FixedPointOptions options = new() { Seed = seed };
        FixedPointResult points = f.FixedPoints(box, options, logs.States, cancellation: cancellation);
        AffineMapBatch secant = f.AffineMaps(logs.States, AffineForm.Secant);
        ImmutableArray<double> secantNorms = [.. secant.Spectra().Norms2.Span];
        ImmutableArray<double> tangentNorms = [.. f.AffineMaps(logs.States).Spectra().Norms2.Span];
        Orbit orbit = Orbit.From(f, logs.States.Row(logs.States.Rows - 1), OrbitSteps).After(Transient);
        return new SeriesAudit
        {
            Series = series,
            Fit = fit,
            Box = box,
            FixedPoints = points,
            LinearFixedPoints = fit.Linear.FixedPoints(box, options, cancellation: cancellation),
            SecantNorms = secantNorms,
            TangentNorms = tangentNorms,
            OffsetNorms = [.. Enumerable.Range(0, secant.Count).Select(i => Norm(secant.Offsets.Span.Slice(i * secant.Outputs, secant.Outputs)))],
            Orbit = orbit,
            Rotation = RotationOf(orbit, points),
            Theory = [Contraction(tangentNorms.Max()), Dissipation(secantNorms.Max())],
        };
    }

    /// <summary>The period that a complex pair of eigenvalues implies near the fixed point, 2π/|arg λ| steps, in the unit of the series' times; null for real ones.</summary>
    public double? ImpliedPeriod(FixedPoint point)
    {
        Complex leading = point.Eigenvalues[0];
        return leading.Imaginary == 0 ? null : 2 * Math.PI / Math.Abs(leading.Phase) * Series.Step;
    }

    private static Box Around(Matrix states)
    {
        double[] lower = new double[states.Columns];
        double[] upper = new double[states.Columns];
        for (int j = 0; j < states.Columns; j++)
        {
            double[] column = [.. Enumerable.Range(0, states.Rows).Select(i => states[i, j])];
            double margin = 0.5 * (column.Max() - column.Min());
            lower[j] = Math.Floor(2 * (column.Min() - margin)) / 2;
            upper[j] = Math.Ceiling(2 * (column.Max() + margin)) / 2;
        }

        return new Box(lower, upper);
    }

    private static Rotation? RotationOf(Orbit orbit, FixedPointResult points)
    {
        if (points.Points is not [var only])
        {
            return null;
        }

        // An orbit that has fallen onto the fixed point has no angle left to measure.
        double nearest = Enumerable.Range(0, orbit.States.Rows).Min(t => double.Hypot(orbit.States[t, 0] - only.X[0], orbit.States[t, 1] - only.X[1]));
        return nearest > 1e-6 ? Rotation.Around(orbit, only.X.AsSpan()) : null;
    }

    private static TheoryEntry Contraction(double largest) => new(
        "P5",
        "Drgoňa et al., arXiv 2011.13492; Banach's fixed-point theorem",
        Applies: false,
        largest >= 1
            ? $"needs a Lipschitz constant below 1, but ‖Df‖₂ reaches {largest:G4} at an observation"
            : $"needs a Lipschitz constant below 1; ‖Df‖₂ ≤ {largest:G4} was seen at the observations only, which proves nothing between them");

    private static TheoryEntry Dissipation(double largest) => new(
        "P3",
        "Drgoňa et al., arXiv 2011.13492",
        Applies: false,
        largest >= 1
            ? $"needs sup ‖A*‖ below 1, but ‖A*‖₂ reaches {largest:G4} at an observation"
            : $"needs sup ‖A*‖ below 1; ‖A*‖₂ ≤ {largest:G4} was seen at the observations only, which proves nothing between them");

    private static double Norm(ReadOnlySpan<double> v)
    {
        double norm = 0;
        foreach (double entry in v)
        {
            norm = double.Hypot(norm, entry);
        }

        return norm;
    }
}
