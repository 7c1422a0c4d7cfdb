using System.Numerics;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Tests.Text;

public class NumberTextTests
{
    [Theory]
    [InlineData(0.0, 6, "0")]
    [InlineData(1234.5, 6, "1234.5")]
    [InlineData(-0.25, 6, "−0.25")]
    [InlineData(0.000123, 3, "0.000123")]
    [InlineData(0.0000123, 3, "1.23×10⁻⁵")]
    [InlineData(1e-12, 5, "10⁻¹²")]
    [InlineData(-1e20, 5, "−10²⁰")]
    [InlineData(9.99999999, 4, "10")]
    [InlineData(999999.9, 3, "10⁶")]
    [InlineData(123456, 3, "123456")]
    [InlineData(5e-324, 2, "4.9×10⁻³²⁴")]
    [InlineData(double.NaN, 5, "not a number")]
    [InlineData(double.PositiveInfinity, 5, "∞")]
    [InlineData(double.NegativeInfinity, 5, "−∞")]
    public void Numbers_read_as_a_person_would_write_them(double value, int digits, string expected) =>
        Assert.Equal(expected, NumberText.Compact(value, digits));

    [Fact]
    public void Complex_numbers_and_points_read_as_a_person_would_write_them()
    {
        Assert.Equal("0.5 − 0.25i", NumberText.Compact(new Complex(0.5, -0.25)).Replace('\u00A0', ' '));
        Assert.Equal("−2", NumberText.Compact(new Complex(-2, 0)));
        Assert.Equal("0", NumberText.Compact(-0.0));
        Assert.Equal("(0.5, −1)", NumberText.Point([0.5, -1]));
    }
}
