using System.Numerics;
using System.Text.Json;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.FixedPoints;

/// <summary>Against reference/piecewise_linear.py: exhaustion in Python's fractions, whose doubles are correctly rounded.</summary>
public class CertifiedFixedPointTests
{
    [Fact]
    public void The_leaky_chain_has_exactly_four_fixed_points_equal_to_the_exact_solution_of_its_double_weights()
    {
        FixedPointResult result = SampleMaps.LeakyChain().FixedPoints(Box.Cube(1, -1e6, 1e6));
        AssertProved(result);
        JsonElement[] expected = [.. SampleMaps.Reference.GetProperty("leakyChain").EnumerateArray()];
        Assert.Equal(4, expected.Length);
        Assert.Equal(4, result.Points.Length);
        for (int i = 0; i < 4; i++)
        {
            FixedPoint point = result.Points[i];
            Rational exact = new(BigInteger.Parse(expected[i].GetProperty("numerator").GetString()!), BigInteger.Parse(expected[i].GetProperty("denominator").GetString()!));
            Assert.Equal(exact.ToDouble(), point.X[0]);
            Assert.Equal(exact.RoundedDown(), point.Enclosure!.Lower[0]);
            Assert.Equal(exact.RoundedUp(), point.Enclosure.Upper[0]);
            Assert.Equal(i, point.X[0], 1e-14);
            Assert.Equal(i % 2 == 0 ? 0.5 : 2, point.Eigenvalues[0].Real);
            Assert.Equal(i % 2 == 0 ? Stability.Attracting : Stability.Repelling, point.Stability);
            Assert.Equal(EvidenceLevel.Certified, point.StabilityEvidence);
            Assert.False(point.OnKink);
        }

        Assert.False(Assert.Single(result.Theory).Applies);
    }

    public static TheoryData<int> PlrnnIndices => [.. Enumerable.Range(0, SampleMaps.Reference.GetProperty("plrnn").GetArrayLength())];

    [Theory]
    [MemberData(nameof(PlrnnIndices))]
    public void A_piecewise_linear_recurrent_network_has_the_points_that_all_patterns_give(int index)
    {
        JsonElement expected = SampleMaps.Reference.GetProperty("plrnn")[index];
        int units = expected.GetProperty("units").GetInt32();
        double half = SampleMaps.Reference.GetProperty("plrnnBox").GetDouble();
        FixedPointResult result = SampleMaps.Plrnn(units, expected.GetProperty("seed").GetInt32()).FixedPoints(Box.Cube(units, -half, half));
        AssertProved(result);
        Assert.Equal(expected.GetProperty("points").EnumerateArray().Select(SampleMaps.Numbers), result.Points.Select(point => point.X.ToArray()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Thirty_units_are_searched_completely(int seed)
    {
        Network network = SampleMaps.Plrnn(30, seed);
        FixedPointResult result = network.FixedPoints(Box.Cube(30, -100, 100));
        AssertProved(result);

        // Whatever Newton reaches is among them.
        FixedPointResult newton = network.FixedPoints(Box.Cube(30, -100, 100), new FixedPointOptions { Method = FixedPointMethod.Newton, Starts = 256 });
        Assert.All(newton.Points, point => Assert.Contains(result.Points, proved => proved.X.Zip(point.X).All(pair => Math.Abs(pair.First - pair.Second) < 1e-7)));
    }

    public static TheoryData<int> PlanarIndices => [.. Enumerable.Range(0, SampleMaps.Reference.GetProperty("planar").GetArrayLength())];

    [Theory]
    [MemberData(nameof(PlanarIndices))]
    public void All_cycles_to_period_five_are_those_that_the_cells_of_the_iterates_give(int index)
    {
        Network network = SampleMaps.Planar(index);
        double half = SampleMaps.Reference.GetProperty("planarBox").GetDouble();
        FixedPointResult result = network.FixedPoints(Box.Cube(2, -half, half), new FixedPointOptions { Period = 5 });
        AssertProved(result);
        JsonElement[] expected = [.. SampleMaps.Reference.GetProperty("planar")[index].GetProperty("cycles").EnumerateArray()];
        Assert.Equal(expected[0].EnumerateArray().Select(cycle => SampleMaps.Numbers(cycle[0])), result.Points.Select(point => point.X.ToArray()));
        for (int period = 2; period <= 5; period++)
        {
            double[][][] cycles = [.. expected[period - 1].EnumerateArray().Select(cycle => cycle.EnumerateArray().Select(SampleMaps.Numbers).ToArray())];
            Cycle[] found = [.. result.Cycles.Where(cycle => cycle.Period == period)];
            Assert.Equal(cycles, found.Select(cycle => cycle.Points.Select(x => x.ToArray()).ToArray()));
            Assert.All(found, cycle => Assert.Equal(EvidenceLevel.Certified, cycle.Evidence));
            Assert.All(found, cycle => Assert.All(cycle.Points.Zip(cycle.Enclosures), pair => Assert.True(pair.Second.Contains(pair.First.AsSpan()))));
        }
    }

    [Fact]
    public void The_tent_map_has_as_many_cycles_of_each_period_as_necklaces_count()
    {
        // The full tent on [0, 1]: f^k has 2^k fixed points, so 1, 2, 3 and 6 cycles of least period 2, 3, 4 and 5 (sequence A001037). All points are dyadic over odd numbers.
        Network tent = new(1, [new Affine(new Matrix(2, 1, [1, 1]), [0, -0.5]), SampleMaps.Relu, new Affine(new Matrix(1, 2, [2, -4]), [0])]);
        FixedPointResult result = tent.FixedPoints(new Box([0], [1]), new FixedPointOptions { Period = 6 });
        AssertProved(result);
        Assert.Equal([0, 2.0 / 3], result.Points.Select(point => point.X[0]));
        Assert.Equal([1, 2, 3, 6, 9], Enumerable.Range(2, 5).Select(period => result.Cycles.Count(cycle => cycle.Period == period)));
        Assert.All(result.Cycles, cycle => Assert.Equal(Math.Pow(2, cycle.Period), Math.Abs(cycle.Multipliers[0].Real)));
        Assert.All(result.Cycles, cycle => Assert.Equal((Stability.Repelling, EvidenceLevel.Certified), (cycle.Stability, cycle.StabilityEvidence)));
        Assert.Equal(0.4, result.Cycles[0].Points[0][0]);
        Assert.Equal(0.8, result.Cycles[0].Points[1][0]);
    }

    [Fact]
    public void A_cycle_with_one_point_in_the_box_is_listed_and_one_outside_is_not()
    {
        // The 2-cycle {0.4, 0.8} of the tent map.
        Network tent = new(1, [new Affine(new Matrix(2, 1, [1, 1]), [0, -0.5]), SampleMaps.Relu, new Affine(new Matrix(1, 2, [2, -4]), [0])]);
        FixedPointOptions options = new() { Period = 2 };
        Assert.Single(tent.FixedPoints(new Box([0.3], [0.5]), options).Cycles);
        Assert.Empty(tent.FixedPoints(new Box([0.45], [0.7]), options).Cycles);
    }

    private static void AssertProved(FixedPointResult result)
    {
        Assert.True(result.Complete);
        Assert.False(result.Interrupted);
        Assert.Empty(result.Unresolved);
        Assert.Equal(EvidenceLevel.Certified, result.Evidence);
        Assert.Equal(FixedPointMethod.Cells, result.Method);
        Assert.All(result.Points, point => Assert.Equal((EvidenceLevel.Certified, 0.0), (point.Evidence, point.Residual)));
    }
}
