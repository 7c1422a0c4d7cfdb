namespace TorchDynInspect.Reporting.Figures;

/// <summary>The shape of a point, so that no meaning rests on colour alone.</summary>
public enum Glyph
{
    /// <summary>A filled disc; attracting.</summary>
    Disc,

    /// <summary>A filled triangle; repelling.</summary>
    Triangle,

    /// <summary>A filled diamond; saddle.</summary>
    Diamond,

    /// <summary>A filled square; neutral.</summary>
    Square,

    /// <summary>A diagonal cross; undecided.</summary>
    Cross,

    /// <summary>An open circle.</summary>
    Ring,
}
