namespace TorchDynInspect.Reporting.Figures;

/// <summary>
/// A circle outline, e.g. the unit circle. A circle on screen only where the figure has <see cref="Figure.EqualAspect"/>.
/// </summary>
/// <param name="CenterX">Abscissa of the centre.</param>
/// <param name="CenterY">Ordinate of the centre.</param>
/// <param name="Radius">Radius, in units of the axes.</param>
public sealed record CircleMark(double CenterX, double CenterY, double Radius) : Mark;
