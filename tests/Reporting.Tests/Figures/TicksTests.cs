using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchDynInspect.Reporting.Figures;

namespace TorchDynInspect.Reporting.Tests.Figures;

public class TicksTests
{
    [Property(MaxTest = 2000)]
    public Property Linear_ticks_are_round_equally_spaced_distinct_and_cover_the_range() =>
        Prop.ForAll(Ranges().ToArbitrary(), range =>
        {
            (double min, double max, int target) = range;
            ImmutableArray<Tick> ticks = Ticks.Linear(min, max, target);
            double step = ticks[1].Value - ticks[0].Value;
            double slack = 1e-9 * Math.Max(Math.Abs(min), Math.Abs(max));
            bool inside = ticks.All(t => t.Value >= min - slack - (1e-6 * step) && t.Value <= max + slack + (1e-6 * step));
            bool even = Enumerable.Range(1, ticks.Length - 1).All(i => Math.Abs(ticks[i].Value - ticks[i - 1].Value - step) <= (1e-6 * step) + slack);
            bool covers = ticks[0].Value - min <= step * 1.000001 && max - ticks[^1].Value <= step * 1.000001;
            bool distinct = ticks.Select(t => t.Label).Distinct().Count() == ticks.Length;
            bool count = ticks.Length >= 2 && ticks.Length <= (2 * target) + 2;
            return inside && even && covers && distinct && count && IsRound(step);
        });

    [Property(MaxTest = 2000)]
    public Property A_linear_tick_stands_where_its_label_says() =>
        Prop.ForAll(Ranges().ToArbitrary(), range =>
        {
            ImmutableArray<Tick> ticks = Ticks.Linear(range.Min, range.Max, range.Target);
            double step = ticks[1].Value - ticks[0].Value;
            return ticks.All(t => Math.Abs(Read(t.Label) - t.Value) <= 1e-3 * step);
        });

    [Property(MaxTest = 1000)]
    public Property Logarithmic_ticks_increase_inside_the_range_and_two_have_labels() =>
        Prop.ForAll(Gen.Choose(-280, 280).SelectMany(e => Gen.Choose(1, 400).Select(d => (Min: Math.Pow(10, e + 0.37), Max: Math.Pow(10, Math.Min(e + 0.37 + (d / 20.0), 300))))).ToArbitrary(), range =>
        {
            ImmutableArray<Tick> ticks = Ticks.Logarithmic(range.Min, range.Max);
            return ticks.Count(t => !t.IsMinor) >= 2
                && ticks.All(t => t.Value >= range.Min * (1 - 1e-8) && t.Value <= range.Max * (1 + 1e-8))
                && Enumerable.Range(1, ticks.Length - 1).All(i => ticks[i].Value > ticks[i - 1].Value)
                && ticks.Where(t => !t.IsMinor).All(t => Math.Abs((Read(t.Label) / t.Value) - 1) < 1e-3);
        });

    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1.2, 1.2, "−1.0 −0.5 0.0 0.5 1.0")]
    [InlineData(0, 400, "0 100 200 300 400")]
    [InlineData(0, 1e-7, "0 0.2×10⁻⁷ 0.4×10⁻⁷ 0.6×10⁻⁷ 0.8×10⁻⁷ 1.0×10⁻⁷")]
    [InlineData(0, 2.6e6, "0 0.5×10⁶ 1.0×10⁶ 1.5×10⁶ 2.0×10⁶ 2.5×10⁶")]
    public void Labels_read_as_a_person_would_write_them(double min, double max, string expected) =>
        Assert.Equal(expected.Split(' '), Ticks.Linear(min, max).Select(t => t.Label));

    [Fact]
    public void Powers_of_ten_have_superscripts_where_plain_digits_would_be_long()
    {
        Assert.Equal(["0.01", "0.1", "1", "10"], Ticks.Logarithmic(0.008, 20).Where(t => !t.IsMinor).Select(t => t.Label));
        Assert.Equal("10⁻⁸", Ticks.Logarithmic(1e-8, 1).First(t => !t.IsMinor).Label);
    }

    private static Gen<(double Min, double Max, int Target)> Ranges() =>
        from exponent in Gen.Choose(-290, 290)
        from width in Gen.Choose(1, 1_000_000)
        from offset in Gen.Choose(-1_000_000, 1_000_000)
        from magnified in Gen.Choose(0, 2)
        from target in Gen.Choose(2, 12)
        let scale = Math.Pow(10, exponent)
        let min = offset * Math.Pow(10, magnified) * scale
        select (min, min + (width * scale), target);

    private static bool IsRound(double step)
    {
        double mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
        return new[] { 1, 2, 2.5, 5, 10 }.Any(nice => Math.Abs(mantissa - nice) < 1e-3);
    }

    /// <summary>Reads "−2.5×10⁻⁴" back, independently of how it was written.</summary>
    private static double Read(string label)
    {
        const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        string plain = label.Replace('−', '-');
        int power = plain.IndexOf("10", StringComparison.Ordinal);
        bool scientific = plain.IndexOfAny([.. Superscripts, '⁻']) >= 0;
        if (!scientific)
        {
            return double.Parse(plain, CultureInfo.InvariantCulture);
        }

        int times = plain.IndexOf('×', StringComparison.Ordinal);
        power = times >= 0 ? times + 1 : power;
        string mantissa = times >= 0 ? plain[..times] : plain[..power] + "1";
        string exponent = string.Concat(plain[(power + 2)..].Select(c => c == '⁻' ? "-" : Superscripts.IndexOf(c, StringComparison.Ordinal).ToString(CultureInfo.InvariantCulture)));
        return double.Parse($"{mantissa}e{exponent}", CultureInfo.InvariantCulture);
    }
}
