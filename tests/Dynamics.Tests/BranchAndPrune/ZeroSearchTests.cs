using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.BranchAndPrune;

public sealed class ZeroSearchTests
{
    [Fact]
    public void Rastrigins_function_has_529_stationary_points_in_the_square_from_minus_5_to_6()
    {
        ZeroSearchResult result = new RastriginGradient().Zeros(Box.Cube(2, -5, 6));
        Assert.True(result.Complete);
        Assert.Equal(EvidenceLevel.Certified, result.Evidence);

        // x + 10π sin 2πx = 0 has 23 roots in (−5, 6): both axes are independent.
        Assert.Equal(23 * 23, result.Zeros.Length);
        Assert.Equal(23, result.Zeros.Select(zero => Math.Round(zero.X[0], 9)).Distinct().Count());
        Assert.All(result.Zeros, zero => Assert.Equal(0, zero.X[0] + (10 * Math.PI * Math.Sin(2 * Math.PI * zero.X[0])), 1e-12));
    }

    [Fact]
    public void Smiley_and_Chuns_example_5_5_has_41_zeros()
    {
        double pi = Math.PI;
        ZeroSearchResult result = new KickedRotor().Zeros(new Box([-1.02 * pi, -1.02 * pi, -pi / 2, -pi / 2], [1.02 * pi, 1.02 * pi, pi / 2, pi / 2]));
        Assert.True(result.Complete);
        Assert.Equal(41, result.Zeros.Length);

        // Of period 2 in Hsu and Guttalu's table, in units of π.
        double[][] table = [[0.33419, 0, 0.48025, 0], [0, 0.24702, 0, 0.24699], [0.09648, 0.18318, 0.13864, 0.18316], [0.34989, -0.64408, -0.21572, -0.14406]];
        Assert.All(table, row => Assert.Contains(result.Zeros, zero => zero.X.Zip(row).All(pair => Math.Abs(pair.First - (pi * pair.Second)) < 4e-5)));
    }

    [Fact]
    public void An_enclosure_is_tight_and_holds_the_zero()
    {
        ZeroSearchResult result = Plane.CircleAndDiagonal.Zeros(Box.Cube(2, -2, 2.5));
        Assert.True(result.Complete);
        Assert.Equal(2, result.Zeros.Length);
        foreach ((Zero zero, int sign) in result.Zeros.Zip([-1, 1]))
        {
            // √½ = 0.70710678118654752440…, between these two doubles.
            (double below, double above) = (0.7071067811865475, 0.7071067811865476);
            Assert.All(Enumerable.Range(0, 2), i => Assert.True(zero.Enclosure.Lower[i] <= (sign > 0 ? above : -below)));
            Assert.All(Enumerable.Range(0, 2), i => Assert.True(zero.Enclosure.Upper[i] >= (sign > 0 ? below : -above)));
            Assert.All(Enumerable.Range(0, 2), i => Assert.True(zero.Enclosure.Upper[i] - zero.Enclosure.Lower[i] < 1e-15));
            Assert.True(zero.UniquenessRegion.Contains(zero.X.AsSpan()));
        }
    }

    [Fact]
    public void A_zero_with_a_singular_jacobian_is_one_cluster_left_unresolved()
    {
        ZeroSearchResult result = Plane.Quadruple.Zeros(Box.Cube(2, -1, 1));
        Assert.False(result.Complete);
        Assert.Empty(result.Zeros);
        UnresolvedBox left = Assert.Single(result.Unresolved);
        Assert.Equal(UnresolvedReason.Narrow, left.Reason);
        Assert.True(left.Box.Contains([0, 0]));
        Assert.True(left.Box.Upper[0] - left.Box.Lower[0] < 1e-6);
    }

    [Fact]
    public void A_curve_of_zeros_ends_and_is_covered_by_what_is_left()
    {
        ZeroSearchResult result = Plane.Circle.Zeros(Box.Cube(2, -2, 2), new ZeroSearchOptions { MaxNarrow = 64 });
        Assert.Empty(result.Zeros);
        Assert.False(result.Complete);
        Assert.False(result.Interrupted);
        for (int k = 0; k < 100; k++)
        {
            (double sine, double cosine) = Math.SinCos(k);
            Assert.Contains(result.Unresolved, left => left.Box.Contains([cosine, sine]));
        }
    }

    [Fact]
    public void A_zero_on_the_border_is_inside_when_F_vanishes_there_exactly_and_unresolved_otherwise()
    {
        Plane exact = new((x, y) => (x * (2 + y), y - (3 * x)), (x, y) => (2 + y, x, -3, 1));
        Assert.All(Assert.Single(exact.Zeros(new Box([0, 0], [1, 1])).Zeros).X, x => Assert.Equal(0, x));
        Assert.Empty(exact.Zeros(new Box([1e-9, 0], [1, 1])).Zeros);

        ZeroSearchResult open = Plane.CircleAndDiagonal.Zeros(new Box([0, 0], [0.7071067811865476, 1]));
        Assert.True(open.Zeros.Length + open.Unresolved.Count(left => left.Reason == UnresolvedReason.Border) == 1);
        Assert.Empty(Plane.CircleAndDiagonal.Zeros(new Box([0, 0], [0.70710678118, 1])).Zeros);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_workers()
    {
        ZeroSearchResult alone = new RastriginGradient().Zeros(Box.Cube(2, -5, 6), new ZeroSearchOptions { Workers = 1 });
        ZeroSearchResult together = new RastriginGradient().Zeros(Box.Cube(2, -5, 6), new ZeroSearchOptions { Workers = 5 });
        Assert.Equal(alone.Boxes, together.Boxes);
        Assert.Equal(alone.Zeros.Select(zero => (zero.Enclosure, zero.UniquenessRegion)), together.Zeros.Select(zero => (zero.Enclosure, zero.UniquenessRegion)));
    }

    [Fact]
    public void Zeros_stream_while_the_search_runs_each_once()
    {
        List<Zero> seen = [];
        ZeroSearchResult result = new RastriginGradient().Zeros(Box.Cube(2, -5, 6), found: seen.Add);
        Assert.Equal(result.Zeros.Length, seen.Count);
        Assert.Equal(result.Zeros.Select(zero => zero.Enclosure).ToHashSet(), [.. seen.Select(zero => zero.Enclosure)]);
    }

    [Fact]
    public void A_search_that_is_cut_covers_what_it_left()
    {
        ZeroSearchResult all = new RastriginGradient().Zeros(Box.Cube(2, -5, 6));
        ZeroSearchResult cut = new RastriginGradient().Zeros(Box.Cube(2, -5, 6), new ZeroSearchOptions { MaxBoxes = 500 });
        Assert.True(cut.Interrupted);
        Assert.False(cut.Complete);
        Assert.NotEmpty(cut.Zeros);
        Assert.All(all.Zeros, zero => Assert.True(
            cut.Zeros.Any(other => other.Enclosure == zero.Enclosure) || cut.Unresolved.Any(left => left.Box.Contains(zero.X.AsSpan()))));
        ZeroSearchResult cancelled = new RastriginGradient().Zeros(Box.Cube(2, -5, 6), cancellation: new CancellationToken(true));
        Assert.True(cancelled.Interrupted);
    }

    [Fact]
    public void What_a_system_or_a_listener_throws_reaches_the_caller()
    {
        Plane faulty = new((_, _) => throw new InvalidOperationException("mine"), (_, _) => default);
        Assert.Equal("mine", Assert.Throws<InvalidOperationException>(() => faulty.Zeros(Box.Cube(2, -1, 1))).Message);
        Assert.Throws<NotSupportedException>(() => new RastriginGradient().Zeros(Box.Cube(2, -5, 6), found: _ => throw new NotSupportedException()));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<InvalidInputException>(() => new RastriginGradient().Zeros(Box.Cube(3, -1, 1)));
        Assert.Throws<InvalidInputException>(() => new RastriginGradient().Zeros(Box.Cube(2, -1, 1), new ZeroSearchOptions { LeastWidth = 0 }));
    }

    [Fact]
    public void Where_F_is_not_defined_there_is_no_zero()
    {
        // ln x = y, x + y = 1: only (1, 0); the box reaches where the logarithm has no value.
        Plane logarithm = new((x, y) => (Interval.Log(x) - y, x + y - 1), (x, y) => (1 / x, -1, 1, 1));
        ZeroSearchResult result = logarithm.Zeros(Box.Cube(2, -3, 4));
        Assert.True(result.Complete);
        Zero zero = Assert.Single(result.Zeros);
        Assert.Equal(1, zero.X[0], 1e-14);
        Assert.Equal(0, zero.X[1], 1e-14);
    }
}
