using System.Globalization;
using System.Numerics;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>Numbers as people read them; every digit is in the JSON.</summary>
internal static class NumberText
{
    /// <summary>A real number to <paramref name="digits"/> significant digits, with a true minus sign.</summary>
    public static string Of(double value, int digits = 6) =>
        value.ToString("G" + digits, CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace("E+0", "e+").Replace('E', 'e').Replace('-', '−');

    /// <summary>a + bi, or a when the imaginary part is zero.</summary>
    public static string Of(Complex value, int digits = 6) => value.Imaginary == 0
        ? Of(value.Real, digits)
        : $"{Of(value.Real, digits)} {(value.Imaginary < 0 ? '−' : '+')} {Of(Math.Abs(value.Imaginary), digits)}i";

    /// <summary>A conjugate pair: a ± bi.</summary>
    public static string OfPair(Complex value, int digits = 6) => $"{Of(value.Real, digits)} ± {Of(Math.Abs(value.Imaginary), digits)}i";

    /// <summary>(x₁, x₂, …), cut after <paramref name="most"/> coordinates.</summary>
    public static string OfPoint(ReadOnlySpan<double> x, int digits = 6, int most = 8)
    {
        List<string> parts = [];
        foreach (double value in x[..Math.Min(x.Length, most)])
        {
            parts.Add(Of(value, digits));
        }

        return $"({string.Join(", ", parts)}{(x.Length > most ? $", … {x.Length - most} more" : string.Empty)})";
    }
}
