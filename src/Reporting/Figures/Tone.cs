namespace TorchDynInspect.Reporting.Figures;

/// <summary>
/// The role of a colour; the page decides the colour itself, for light and for dark. The hues are Okabe and Ito's, which people
/// with any colour vision tell apart (Color Universal Design, 2008), and no meaning rests on colour alone.
/// </summary>
public enum Tone
{
    /// <summary>The colour of text.</summary>
    Ink,

    /// <summary>Secondary text and reference lines.</summary>
    Muted,

    /// <summary>First series; attracting; contracting.</summary>
    Blue,

    /// <summary>Second series; repelling; expanding.</summary>
    Vermillion,

    /// <summary>Third series.</summary>
    Green,

    /// <summary>Fourth series; saddle.</summary>
    Purple,

    /// <summary>Fifth series; neutral.</summary>
    Orange,

    /// <summary>Sixth series.</summary>
    Sky,
}
