using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Tests.Figures;

public class ColourScaleTests
{
    [Fact]
    public void A_diverging_scale_turns_at_its_pivot_and_deepens_away_from_it()
    {
        ColourScale scale = new(new Axis("norm", 0, 3), 1);
        int[] steps = [.. Enumerable.Range(0, 301).Select(i => scale.StepOf(i / 100.0)!.Value)];
        Assert.True(steps.Zip(steps.Skip(1), (a, b) => a <= b).All(increasing => increasing));
        Assert.All(steps.Take(100), step => Assert.True(step < 0));
        Assert.All(steps.Skip(101), step => Assert.True(step > 0));
        Assert.Equal(Tone.Blue, scale.ColourOf(-3).Tone);
        Assert.Equal(Tone.Vermillion, scale.ColourOf(3).Tone);
        Assert.True(scale.ColourOf(9).Opacity > scale.ColourOf(2).Opacity);
    }

    [Fact]
    public void Values_that_cannot_be_drawn_have_no_colour() => Assert.Null(new ColourScale(new Axis("norm", 0, 3)).StepOf(double.NaN));
}
