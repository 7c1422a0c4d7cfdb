using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;

namespace TorchDynInspect.Dynamics.Tests.IntervalMaps;

public sealed class PiecewiseLinearIntervalMapTests
{
    private static readonly Rational Half = new(1, 2);

    private static PiecewiseLinearIntervalMap Tent => new([0, Half, 1], [0, 1, 0]);

    [Fact]
    public void Iterates_of_the_full_tent_have_two_to_the_n_laps_of_slope_two_to_the_n()
    {
        for (int n = 1; n <= 8; n++)
        {
            PiecewiseLinearIntervalMap iterate = Tent.Iterate(n);
            Assert.Equal(1 << n, iterate.Laps.Length);
            Assert.All(iterate.Pieces, piece => Assert.Equal((Rational)(1 << n), Rational.Abs(piece.Slope)));
        }
    }

    [Fact]
    public void Iterate_equals_repeated_evaluation()
    {
        Random random = new(3);
        PiecewiseLinearIntervalMap map = new([0, new(1, 5), new(2, 5), new(3, 5), 1], [new(1, 3), new(9, 10), new(1, 7), new(1, 7), 1]);
        PiecewiseLinearIntervalMap third = map.Iterate(3);
        for (int i = 0; i < 100; i++)
        {
            Rational x = new(random.Next(1001), 1000);
            Assert.Equal(map.Evaluate(map.Evaluate(map.Evaluate(x))), third.Evaluate(x));
        }
    }

    [Fact]
    public void Flat_pieces_join_the_laps_beside_them_and_breakpoints_that_are_no_turns_end_none()
    {
        // Flat, up, flat, up steeper, flat, down, flat.
        PiecewiseLinearIntervalMap map = new([0, 1, 2, 3, 4, 5, 6, 7], [0, 0, 1, 1, 3, 3, 2, 2]);
        Assert.Equal(2, map.Laps.Length);
        Assert.Equal((1, -1), (map.Laps[0].Direction, map.Laps[1].Direction));
        Assert.Equal(map.Laps[0].Upper, map.Laps[1].Lower);
        Lap constant = Assert.Single(new PiecewiseLinearIntervalMap([0, 1], [Half, Half]).Laps);
        Assert.Equal(0, constant.Direction);
    }

    [Fact]
    public void Image_is_attained_and_encloses()
    {
        PiecewiseLinearIntervalMap map = new([0, 1, 2, 3], [0, 3, 1, 2]);
        Assert.Equal((Rational.Zero, (Rational)3), map.Image(0, 3));
        Assert.Equal(((Rational)1, (Rational)2), map.Image(new(3, 2), 3));
        Assert.Equal(((Rational)1, (Rational)3), map.Image(1, 2));
        Assert.Equal(((Rational)3, (Rational)3), map.Image(1, 1));
    }

    [Fact]
    public void Restriction_keeps_the_graph()
    {
        PiecewiseLinearIntervalMap map = Tent.Restrict(new(1, 4), new(3, 4));
        Assert.Equal<Rational>([new Rational(1, 4), Half, new Rational(3, 4)], map.Breakpoints.ToArray());
        Assert.Equal<Rational>([Half, 1, Half], map.Values.ToArray());
        Assert.False(map.IsSelfMap);
        Assert.True(Tent.IsSelfMap);
        Assert.Equal((Rational)2, Tent.LargestSlope);
    }

    [Fact]
    public void Bad_input_is_refused_in_one_line()
    {
        Assert.Throws<InvalidInputException>(() => new PiecewiseLinearIntervalMap([0], [0]));
        Assert.Throws<InvalidInputException>(() => new PiecewiseLinearIntervalMap([0, 0], [0, 0]));
        Assert.Throws<InvalidInputException>(() => new PiecewiseLinearIntervalMap([0, 1], [0]));
        Assert.Throws<InvalidInputException>(() => Tent.Evaluate(2));
        Assert.Throws<InvalidInputException>(() => Tent.Image(1, 0));
        Assert.Throws<InvalidInputException>(() => Tent.Restrict(1, 1));
        Assert.Throws<InvalidInputException>(() => Tent.Iterate(0));
    }
}
