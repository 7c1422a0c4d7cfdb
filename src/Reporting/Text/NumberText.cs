using System.Globalization;
using System.Text;
using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Reporting.Text;

/// <summary>Numbers as people read them: a true minus sign, powers of ten with superscripts, no more digits than asked for.</summary>
public static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉";

    /// <summary>A space at which no line breaks.</summary>
    private const char Tie = '\u00A0';

    /// <summary>A number with so many significant digits: 0.000123 as "1.23×10⁻⁴", 1234.5 as "1234.5", NaN as "not a number".</summary>
    /// <param name="value">Any double.</param>
    /// <param name="digits">Significant digits, 1 to 17; trailing zeros are dropped.</param>
    public static string Compact(double value, int digits = 6)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
        }

        if (value == 0)
        {
            return "0";
        }

        string scientific = value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture);
        int at = scientific.IndexOf('E', StringComparison.Ordinal);
        int exponent = int.Parse(scientific.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent >= -4 && exponent < Math.Max(digits, 6))
        {
            return Minus(Trim(value.ToString("F" + Math.Max(0, digits - 1 - exponent), CultureInfo.InvariantCulture)));
        }

        string mantissa = Minus(Trim(scientific[..at]));
        string factor = mantissa switch { "1" => string.Empty, "−1" => "−", _ => mantissa + "×" };
        return factor + PowerOfTen(exponent);
    }

    /// <summary>A complex number: "0.5 + 0.25i" (with spaces at which no line breaks), "0.5" when it is real.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">Significant digits of each part.</param>
    public static string Compact(System.Numerics.Complex value, int digits = 6) => value.Imaginary == 0
        ? Compact(value.Real, digits)
        : $"{Compact(value.Real, digits)}{Tie}{(value.Imaginary < 0 ? '−' : '+')}{Tie}{Compact(Math.Abs(value.Imaginary), digits)}i";

    /// <summary>A symbol with an index: "x₁₂".</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="index">The index, at least 0.</param>
    public static string Indexed(string symbol, int index) =>
        symbol + string.Concat(index.ToString(CultureInfo.InvariantCulture).Select(digit => Subscripts[digit - '0']));

    /// <summary>A point: "(0.5, −1)".</summary>
    /// <param name="coordinates">Its coordinates.</param>
    /// <param name="digits">Significant digits of each.</param>
    public static string Point(ReadOnlySpan<double> coordinates, int digits = 5)
    {
        StringBuilder text = new("(");
        for (int i = 0; i < coordinates.Length; i++)
        {
            text.Append(i == 0 ? string.Empty : ", ").Append(Compact(coordinates[i], digits));
        }

        return text.Append(')').ToString();
    }

    /// <summary>A box: "[0, 1] × [−2, 2]".</summary>
    /// <param name="box">The box.</param>
    /// <param name="digits">Significant digits of each bound.</param>
    public static string Box(Box box, int digits = 5)
    {
        ArgumentNullException.ThrowIfNull(box);
        return string.Join(" × ", box.Lower.Zip(box.Upper, (l, u) => $"[{Compact(l, digits)}, {Compact(u, digits)}]"));
    }

    /// <summary>10 to an integer power with superscripts: "10⁻³".</summary>
    /// <param name="exponent">The power.</param>
    public static string PowerOfTen(int exponent) =>
        "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : Superscripts[c - '0']));

    /// <summary>Replaces a leading hyphen by the minus sign.</summary>
    internal static string Minus(string number) => number.Length > 0 && number[0] == '-' ? string.Concat("−", number.AsSpan(1)) : number;

    private static string Trim(string number) => number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;
}
