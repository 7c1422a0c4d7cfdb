using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Reporting.Documents;

namespace TorchDynInspect.Cli.Demo;

/// <summary>The audit's numbers for the page, each with its evidence.</summary>
internal static class SeriesReadings
{
    public static ImmutableArray<Reading> Of(SeriesAudit audit) => [.. Errors(audit), .. Points(audit), .. Linear(audit), .. Motion(audit), .. Norms(audit)];

    private static IEnumerable<Reading> Errors(SeriesAudit audit)
    {
        yield return Reading.Of(
            "one-step error of the learned map", audit.Fit.Error, null, "share of variance, over the years it was trained on", digits: 3);
        yield return Reading.Of("one-step error of the linear fit", audit.Fit.LinearError, null, "least squares on logarithms, same years", digits: 3);
        yield return Reading.Of("one-step error of persistence", audit.Fit.PersistenceError, null, "next year is as this year", digits: 3);
    }

    private static IEnumerable<Reading> Points(SeriesAudit audit)
    {
        foreach ((int i, FixedPoint point) in audit.FixedPoints.Points.Index())
        {
            string name = $"fixed point {i + 1}";
            yield return Reading.Of(name, $"{SeriesTable.Populations(point)} thousand", point.Evidence, "hares, lynxes");
            yield return Reading.Of($"|λ| at {name}", Modulus(point), point.Evidence, $"{point.Stability.ToString().ToLowerInvariant()} as a map");
            if (audit.ImpliedPeriod(point) is { } period)
            {
                yield return Reading.Of($"period implied by arg λ at {name}", period, point.Evidence, "2π/|arg λ|", "years", 4);
            }
        }
    }

    private static IEnumerable<Reading> Linear(SeriesAudit audit)
    {
        foreach (FixedPoint point in audit.LinearFixedPoints.Points)
        {
            yield return Reading.Of("|λ| of the linear fit", Modulus(point), point.Evidence, $"fixed point {SeriesTable.Populations(point)} thousand");
            if (audit.ImpliedPeriod(point) is { } period)
            {
                yield return Reading.Of("period implied by the linear fit", period, point.Evidence, "2π/|arg λ|", "years", 4);
            }
        }
    }

    private static IEnumerable<Reading> Motion(SeriesAudit audit)
    {
        if (audit.Rotation is { } rotation)
        {
            string how = $"winding over {rotation.Steps} years, the first 500 left out";
            yield return Reading.Of("period of the orbit from 1920 on", rotation.Period * audit.Series.Step, rotation.Evidence, how, "years", 4);
        }
    }

    private static IEnumerable<Reading> Norms(SeriesAudit audit)
    {
        const string Secant = "shifted secant form at the observations, on logarithms";
        yield return Reading.Of("largest ‖A*‖₂", audit.SecantNorms.Max(), EvidenceLevel.Sampled, Secant);
        yield return Reading.Of("largest ‖b*‖₂", audit.OffsetNorms.Max(), EvidenceLevel.Sampled, Secant);
        yield return Reading.Of("largest ‖Df‖₂", audit.TangentNorms.Max(), EvidenceLevel.Sampled, "at the observations, on logarithms");
    }

    private static double Modulus(FixedPoint point) => point.Eigenvalues.Max(Complex.Abs);
}
