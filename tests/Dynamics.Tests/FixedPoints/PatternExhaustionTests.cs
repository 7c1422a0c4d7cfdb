using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.FixedPoints;

/// <summary>Random networks of all supported kinds, against the solution of every pattern without any pruning, and against Newton.</summary>
public class PatternExhaustionTests
{
    private const double Half = 5;

    [Fact]
    public void What_the_search_finds_is_what_all_patterns_give()
    {
        int found = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            Network network = SampleMaps.Random(seed);
            Box box = Box.Cube(network.Inputs, -Half, Half);
            FixedPointResult result = network.FixedPoints(box);
            Assert.True(result.Complete);
            ExactProgram program = ExactProgram.Of(PiecewiseLinearProgram.Of(network));
            CellEquations cells = new(program, box);
            List<double[]> all = [];
            foreach (byte[] pattern in Patterns(program))
            {
                (ExactFixedPoint? point, ContinuumPiece? piece) = cells.Solve(pattern);
                Assert.Null(piece);
                if (point is not null)
                {
                    all.Add([.. point.X.Select(x => x.ToDouble())]);
                }
            }

            double[][] expected = [.. all.DistinctBy(x => string.Join(' ', x)).OrderBy(x => x, Comparer<double[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];
            Assert.Equal(expected, result.Points.Select(point => point.X.ToArray()));
            found += expected.Length;
        }

        Assert.InRange(found, 100, 10_000);
    }

    [Fact]
    public void Newton_finds_nothing_else_and_comes_to_rest_at_every_certified_point()
    {
        for (int seed = 200; seed < 400; seed++)
        {
            Network network = SampleMaps.Random(seed);
            Box box = Box.Cube(network.Inputs, -Half, Half);
            FixedPointResult certified = network.FixedPoints(box);
            FixedPointResult newton = network.FixedPoints(box, new FixedPointOptions { Method = FixedPointMethod.Newton, Starts = 64 });
            Assert.All(newton.Points, point => Assert.Contains(certified.Points, proved => Distance(proved, point) < 1e-9));
            foreach (FixedPoint proved in certified.Points)
            {
                double[] image = network.Evaluate(proved.X.AsSpan());
                Assert.All(image.Zip(proved.X), pair => Assert.Equal(pair.Second, pair.First, 1e-11));
                Matrix start = new(1, network.Inputs, proved.X.AsSpan());
                FixedPointResult again = network.FixedPoints(box, new FixedPointOptions { Method = FixedPointMethod.Newton, Starts = 0 }, start);
                Assert.InRange(Distance(proved, Assert.Single(again.Points)), 0, 1e-9);
            }
        }
    }

    [Fact]
    public void Cycles_of_random_networks_are_those_of_all_patterns_of_the_iterate()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Network network = SampleMaps.Random(seed);
            PiecewiseLinearProgram map = PiecewiseLinearProgram.Of(network);
            ExactProgram twice = ExactProgram.Of(map.Then(map));
            if (Patterns(twice).Take(5000).Count() == 5000)
            {
                continue;
            }

            Box box = Box.Cube(network.Inputs, -Half, Half);
            FixedPointResult result = network.FixedPoints(box, new FixedPointOptions { Period = 2 });
            CellEquations cells = new(twice, box);
            HashSet<string> expected = [.. Patterns(twice).Select(pattern => cells.Solve(pattern).Point).OfType<ExactFixedPoint>().Select(point => string.Join(' ', point.X.Select(x => x.ToDouble())))];
            IEnumerable<double[]> found = result.Points.Select(point => point.X.ToArray())
                .Concat(result.Cycles.SelectMany(cycle => cycle.Points).Where(x => box.Contains(x.AsSpan())).Select(x => x.ToArray()));
            Assert.Equal(expected.Order(), found.Select(x => string.Join(' ', x)).Order());
        }
    }

    private static double Distance(FixedPoint a, FixedPoint b) => a.X.Zip(b.X).Max(pair => Math.Abs(pair.First - pair.Second));

    private static IEnumerable<byte[]> Patterns(ExactProgram program)
    {
        int[] pieces = [.. program.Steps.OfType<ExactStep.Pieces>().SelectMany(step => step.Units).Select(unit => unit.Pieces.Length)];
        byte[] pattern = new byte[pieces.Length];
        while (true)
        {
            yield return [.. pattern];
            int i = 0;
            while (i < pieces.Length && ++pattern[i] == pieces[i])
            {
                pattern[i++] = 0;
            }

            if (i == pieces.Length)
            {
                yield break;
            }
        }
    }
}
