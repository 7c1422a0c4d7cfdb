using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Reporting.Tests.Examples;

/// <summary>
/// A report of every kind of block over a map known in closed form: f(x) = c + r(|x − c|)·R(x − c), R a rotation with a period of 9.6 steps.
/// </summary>
internal static class ExampleReport
{
    private const double Turn = 2 * Math.PI / 9.6;
    private static readonly double[] Centre = [3.3, 2.7];
    private static readonly Box Plane = new([0.8, 0.4], [5.6, 5.0]);

    public static Report Create(string subject = "The yearly map of hare and lynx")
    {
        double[] epochs = [.. Enumerable.Range(0, 400).Select(i => (double)i)];
        double[] training = [.. epochs.Select(e => (1.4 * Math.Exp(-e / 60)) + 0.02 + (0.006 * Math.Sin(e) * Math.Exp(-e / 200)))];
        double[] inspected = [.. Enumerable.Range(0, 80).Select(i => 5.0 * i)];
        double[] validation = [.. inspected.Select(e => (1.5 * Math.Exp(-e / 55)) + 0.045 + (0.00004 * e))];
        Complex[][] spectra = [.. inspected.Select(e => Pair(0.35 + (0.69 * (1 - Math.Exp(-e / 90))), Turn * (1 + (0.8 * Math.Exp(-e / 70)))))];
        double[] radii = [.. spectra.Select(s => s.Max(Complex.Abs))];
        PlaneGrid coarse = new(Plane, 17, 17);
        PlaneGrid fine = new(Plane, 64, 64);
        FixedPointResult search = Search();
        PlaneOptions plane = new() { XLabel = "ln hare", YLabel = "ln lynx", FixedPoints = search.Points, Trajectories = [Data(), Orbit()] };
        double[] norms = [.. Norms(fine)];
        return new Report
        {
            Title = subject,
            Subtitle = "A residual network learned the step from one year to the next on logarithms of the pelts traded at Hudson Bay, 1900 to 1920. Example with a map known in closed form.",
            Verdict = new Verdict(
                VerdictTone.Caution,
                "One repelling fixed point with a rotation of 9.6 years: the map keeps cycling, as the populations do.",
                "The search for fixed points was sampled, so a further one may have been missed."),
            Sections =
            [
                new Section("Readings",
                [
                    new ReadingTable(
                    [
                        Reading.Of("Validation loss", validation.Min(), EvidenceLevel.Sampled, "mean squared error on logarithms, best epoch"),
                        Reading.Of("Spectral radius at the fixed point", radii[^1], EvidenceLevel.Numerical, "of the Jacobian, not of A*"),
                        Reading.Of("Period implied by the complex pair", 9.6, EvidenceLevel.Numerical, "2π / arg λ", "years", 4),
                        Reading.Of("Largest ‖A*‖₂ over the box", norms.Max(), EvidenceLevel.Sampled, "4096 points"),
                        Reading.Of("Dead units", "none of 32", EvidenceLevel.Sampled, "over the training data"),
                        Reading.Of("Parameters", 162, null),
                    ]),
                ]),
                new Section("Training",
                [
                    new FigureRow(
                    [
                        LossChart.Of(new Series("training", epochs, training), new Series("validation", inspected, validation)),
                        SpectralRadiusChart.Of(inspected, ("Jacobian at the fixed point", radii), ("W₁", [.. radii.Select((r, i) => 1.3 - (0.3 * r) + (0.02 * Math.Sin(i)))])),
                    ]),
                ]),
                new Section("The trained map",
                [
                    new Paragraph("Arrows show where the map sends each point. The data run around the fixed point in the direction of the arrows."),
                    new FigureRow(
                    [
                        VectorFieldChart.OfMap(coarse, Images(coarse), plane),
                        EigenvalueChart.OverTraining(inspected, spectra),
                        HeatMapChart.Of(fine, norms, "‖A*‖₂", 1, plane with { Trajectories = [] }),
                        HistogramChart.Of("Norms of A*", "‖A*‖₂", norms),
                    ]),
                    FixedPointTable.Of(search),
                ]),
                new Section("Theory beside the readings",
                [
                    new TheoryTable(
                    [
                        new TheoryEntry("P5", "Drgoňa et al., arXiv 2011.13492", false, "the Lipschitz bound 1.31 is not below 1"),
                        new TheoryEntry("P3", "Drgoňa et al., arXiv 2011.13492", true, "sup ‖A*‖ ≤ 0.97 outside a ball of radius 1.2", "an attracting ball of radius 2.4 with a fixed point inside", "fixed point at distance 0", true),
                        new TheoryEntry("Class F", "Cook, Hammerlindl, Tucker, arXiv 2303.12814", false, "width 2: the class covers width 1"),
                    ]),
                ]),
            ],
            Run =
            [
                new RunDetail("Seed", "42"), new RunDetail("Version", "0.1.0"), new RunDetail("Epochs", "400"), new RunDetail("Optimiser", "Adam, 3·10⁻³"),
                new RunDetail("Data", "hudson-bay.csv, 21 years"), new RunDetail("Box", Plane.ToString()),
            ],
            Results = [new NamedResult("fixedPoints", new FixedPointsJson(search))],
        };
    }

    private static FixedPointResult Search() => new()
    {
        Box = Plane,
        Options = new FixedPointOptions { Seed = 42 },
        Points =
        [
            new FixedPoint { X = [.. Centre], Eigenvalues = [.. Pair(1.04, Turn)], Stability = Stability.Repelling, Residual = 2.2e-16, Evidence = EvidenceLevel.Sampled },
        ],
        Complete = false,
        Evidence = EvidenceLevel.Sampled,
    };

    private static Complex[] Pair(double modulus, double angle) => [Complex.FromPolarCoordinates(modulus, angle), Complex.FromPolarCoordinates(modulus, -angle)];

    private static (double X, double Y) Map(double x, double y)
    {
        (double u, double v) = (x - Centre[0], y - Centre[1]);
        double gain = Gain(u, v);
        return (Centre[0] + (gain * ((Math.Cos(Turn) * u) - (Math.Sin(Turn) * v))), Centre[1] + (gain * ((Math.Sin(Turn) * u) + (Math.Cos(Turn) * v))));
    }

    private static double Gain(double u, double v) => 1.04 - (0.03 * ((u * u) + (v * v)));

    private static double[] Images(PlaneGrid grid)
    {
        double[] images = new double[2 * grid.Points.Rows];
        for (int i = 0; i < grid.Points.Rows; i++)
        {
            (images[2 * i], images[(2 * i) + 1]) = Map(grid.Points[i, 0], grid.Points[i, 1]);
        }

        return images;
    }

    private static IEnumerable<double> Norms(PlaneGrid grid) =>
        Enumerable.Range(0, grid.Points.Rows).Select(i => Math.Abs(Gain(grid.Points[i, 0] - Centre[0], grid.Points[i, 1] - Centre[1])));

    private static Trajectory Data()
    {
        double[] hare = [30.0, 47.2, 70.2, 77.4, 36.3, 20.6, 18.1, 21.4, 22.0, 25.4, 27.1, 40.3, 57.0, 76.6, 52.3, 19.5, 11.2, 7.6, 14.6, 16.2, 24.7];
        double[] lynx = [4.0, 6.1, 9.8, 35.2, 59.4, 41.7, 19.0, 13.0, 8.3, 9.1, 7.4, 8.0, 12.3, 19.5, 45.7, 51.1, 29.7, 15.8, 9.7, 10.1, 8.6];
        return new Trajectory("data, 1900–1920", [.. hare.Select(pelts => Math.Log(pelts))], [.. lynx.Select(pelts => Math.Log(pelts))])
        {
            Labels = [.. Enumerable.Range(1900, 21).Select(year => $"{year}")],
        };
    }

    private static Trajectory Orbit()
    {
        List<(double X, double Y)> orbit = [(3.4, 1.4)];
        for (int i = 0; i < 300; i++)
        {
            orbit.Add(Map(orbit[^1].X, orbit[^1].Y));
        }

        return new Trajectory("orbit of the map", [.. orbit.Select(p => p.X)], [.. orbit.Select(p => p.Y)]) { AsDots = true };
    }
}
