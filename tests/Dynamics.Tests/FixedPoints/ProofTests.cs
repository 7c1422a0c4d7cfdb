using System.Numerics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Tests.FixedPoints;

/// <summary>The parts that prove: what they enclose holds what they must hold.</summary>
public class ProofTests
{
    [Fact]
    public void Narrowing_never_loses_a_fixed_point()
    {
        int points = 0;
        for (int seed = 0; seed < 150; seed++)
        {
            Network network = SampleMaps.Random(seed);
            FixedPointEquations equations = new(ExactProgram.Of(PiecewiseLinearProgram.Of(network)));
            RegionSolver solver = new(equations);
            Random random = new(seed);
            foreach (FixedPoint point in network.FixedPoints(Box.Cube(network.Inputs, -5, 5)).Points)
            {
                // Boxes of all sizes around the point, the point itself anywhere in them: it must survive, in the bounds that are left.
                for (double size = 10; size > 1e-12; size /= 7)
                {
                    double[] shift = [.. point.X.Select(_ => size * (random.NextDouble() - 0.5))];
                    Box box = new(
                        [.. point.Enclosure!.Lower.Select((x, i) => x + Math.Min(0, shift[i] - (size / 2)))], [.. point.Enclosure.Upper.Select((x, i) => x + Math.Max(0, shift[i] + (size / 2)))]);
                    SearchRegion region = solver.Range(box)!;
                    Assert.NotNull(solver.Examine(region));
                    for (int i = 0; i < network.Inputs; i++)
                    {
                        Assert.True(region.Lower[1 + i] <= point.Enclosure.Upper[i] && region.Upper[1 + i] >= point.Enclosure.Lower[i]);
                    }

                    points++;
                }
            }
        }

        Assert.InRange(points, 500, 100_000);
    }

    [Fact]
    public void Bounds_of_a_box_hold_the_inputs_of_the_units_at_its_points()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Network network = SampleMaps.Random(seed);
            ExactProgram program = ExactProgram.Of(PiecewiseLinearProgram.Of(network));
            FixedPointEquations equations = new(program);
            Box box = Box.Cube(network.Inputs, -1.3, 0.9);
            SearchRegion region = new RegionSolver(equations).Range(box)!;
            Random random = new(seed);
            for (int k = 0; k < 20; k++)
            {
                Rational[] x = Rational.Of([.. Enumerable.Range(0, network.Inputs).Select(_ => -1.3 + (2.2 * random.NextDouble()))]);
                UnitPlace[] places = program.Evaluate(x).Places;
                Assert.All(equations.Units, unit => Assert.InRange(places[unit.Place].Piece, region.Pieces(unit).First - 1, region.Pieces(unit).Last));
            }
        }
    }

    [Fact]
    public void A_proved_verdict_is_that_of_the_eigenvalues()
    {
        Dictionary<Stability, int> seen = [];
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            int n = random.Next(1, 7);
            double[] entries = [.. Enumerable.Range(0, n * n).Select(_ => 3 * (random.NextDouble() - 0.5) + (random.Next(4) == 0 ? 2 : 0))];
            double[] moduli = [.. Spectrum.Of(new Dynamics.LinearAlgebra.Matrix(n, n, entries)).Eigenvalues.Select(Complex.Abs)];
            Stability expected = moduli.All(m => m < 1) ? Stability.Attracting : moduli.All(m => m > 1) ? Stability.Repelling : Stability.Saddle;
            Stability? proved = SpectrumProof.Verdict(RationalMatrix.Of(n, n, entries));
            Assert.Equal(expected, proved);
            seen[expected] = seen.GetValueOrDefault(expected) + 1;
        }

        Assert.True(seen.Count == 3 && seen.Values.All(count => count >= 10));
    }

    [Fact]
    public void Eigenvalues_on_the_circle_and_triangular_matrices_are_judged_exactly()
    {
        Assert.Equal(Stability.Neutral, SpectrumProof.Verdict(RationalMatrix.Of(2, 2, [-1, 5, 0, 0.5])));
        Assert.Null(SpectrumProof.Verdict(RationalMatrix.Of(2, 2, [0, -1, 1, 0])));
        double above = Math.BitIncrement(1);
        double below = Math.BitDecrement(1);
        Assert.Equal(Stability.Repelling, SpectrumProof.Verdict(RationalMatrix.Of(2, 2, [above, 1e6, 0, 2])));
        Assert.Equal(Stability.Attracting, SpectrumProof.Verdict(RationalMatrix.Of(2, 2, [below, 1e6, 0, 0.5])));
        Assert.Equal(Stability.Saddle, SpectrumProof.Verdict(RationalMatrix.Of(2, 2, [below, 1e6, 0, 2])));

        // Nine dimensions: powers of an interval matrix; nilpotent plus 0.9.
        double[] jordan = new double[81];
        for (int i = 0; i < 9; i++)
        {
            jordan[(i * 9) + i] = 0.9;
            if (i < 8)
            {
                jordan[(i * 9) + i + 1] = 3;
            }
        }

        Assert.Equal(Stability.Attracting, SpectrumProof.Verdict(RationalMatrix.Of(9, 9, jordan)));
        jordan[0] = 1.1;
        Assert.Null(SpectrumProof.Verdict(RationalMatrix.Of(9, 9, jordan)));
    }
}
