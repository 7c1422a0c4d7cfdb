using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>Which colour and shape stand for what, the same in every chart.</summary>
internal static class Palette
{
    private static readonly Tone[] Series = [Tone.Blue, Tone.Vermillion, Tone.Green, Tone.Purple, Tone.Orange, Tone.Sky];

    // Over a field or a mosaic blue, vermillion, purple and orange are taken by stability.
    private static readonly Tone[] Trajectories = [Tone.Green, Tone.Sky, Tone.Ink];

    public static Tone OfTrajectory(int index) => Trajectories[index % Trajectories.Length];

    public static Tone OfSeries(int index) => Series[index % Series.Length];

    public static (Tone Tone, Glyph Glyph) Of(Stability stability) => stability switch
    {
        Stability.Attracting => (Tone.Blue, Glyph.Disc),
        Stability.Repelling => (Tone.Vermillion, Glyph.Triangle),
        Stability.Saddle => (Tone.Purple, Glyph.Diamond),
        Stability.Neutral => (Tone.Orange, Glyph.Square),
        _ => (Tone.Muted, Glyph.Cross),
    };
}
