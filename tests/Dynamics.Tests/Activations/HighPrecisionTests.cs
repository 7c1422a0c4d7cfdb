using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Tests.Activations;

/// <summary>
/// Against mpmath with 200 bits and more. Errors are counted in units of 2^−52·|reference|. Where a quantity is a sum that vanishes somewhere, the
/// error is counted against the larger term there (σ′ = λ + zλ′, σ″ = 2λ′ + zλ″), as no evaluation in double can do better.
/// </summary>
public sealed class HighPrecisionTests
{
    private const double Unit = 2.220446049250313e-16;

    /// <summary>Functions whose σ′ passes through 0 or whose ln |σ′| passes through 0 away from z = 0.</summary>
    private static readonly string[] VanishInside = ["hardswish", "gelu", "gelu_tanh", "silu", "mish", "erf", "elu", "selu"];

    public static TheoryData<string> Functions => new(ReferenceData.HighPrecision.Select(data => data.ToString()));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Value_is_within_two_units(string function) =>
        Check(function, column: 1, units: 2, (s, z) => s.Value(z), (_, _) => 0);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Shifted_value_is_within_two_and_a_half_units(string function) =>
        Check(function, column: 2, units: 2.5, (s, z) => s.Shifted(z), (_, _) => 0);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Secant_is_within_three_units(string function) =>
        Check(function, column: 3, units: 3, (s, z) => s.Secant(z), (_, _) => 0);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Derivative_is_within_four_units(string function) =>
        Check(function, column: 4, units: 4, (s, z) => s.Derivative(z), (s, row) => VanishInside.Contains(s.Name) ? Math.Abs(row[3]!.Value) : 0);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Second_derivative_is_within_eight_units(string function) =>
        Check(
            function,
            column: 5,
            units: 8,
            (s, z) => s.SecondDerivative(z),
            (s, row) => VanishInside.Contains(s.Name) && row[0] != 0 && row[4] is { } slope ? 2 * Math.Abs((slope - row[3]!.Value) / row[0]!.Value) : 0);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Logarithm_of_the_derivative_is_within_eight_units(string function) =>
        Check(
            function,
            column: 6,
            units: 8,
            (s, z) => s.LogDerivative(z),
            (s, row) => VanishInside.Contains(s.Name) && row[4] is { } slope && slope != 0 ? Math.Max(1, Math.Abs(row[3]!.Value / slope)) : 0);

    [Fact]
    public void Tanh_is_within_one_and_a_half_ulps_of_its_own_binade()
    {
        Tanh tanh = new();
        foreach (double?[] row in ReferenceData.HighPrecision.Single(d => d.Activation is Tanh).Rows)
        {
            double expected = Math.Abs(row[1]!.Value);
            double ulp = expected - Math.BitDecrement(expected);
            Assert.InRange(Math.Abs(tanh.Value(row[0]!.Value)), expected - (1.5 * ulp), expected + (1.5 * ulp));
        }
    }

    private static void Check(
        string function,
        int column,
        double units,
        Func<Activation, double, double> evaluate,
        Func<Activation, double?[], double> scale)
    {
        ReferenceData data = ReferenceData.HighPrecision.Single(d => d.ToString() == function);
        int compared = 0;
        foreach (double?[] row in data.Rows)
        {
            if (row[column] is not { } expected)
            {
                continue;
            }

            double z = row[0]!.Value;
            double actual = evaluate(data.Activation, z);

            // A subnormal factor has an absolute error of one least double, which z or z² then multiplies.
            double least = 4 * double.Epsilon * (1 + (z * z));
            double allowed = (units * Unit * Math.Max(Math.Abs(expected), scale(data.Activation, row))) + least;
            Assert.True(
                actual.Equals(expected) || Math.Abs(actual - expected) <= allowed,
                $"{function} at {z:R}: {actual:R}, expected {expected:R}: {Math.Abs(actual - expected) / (Unit * Math.Abs(expected)):G3} units");
            compared++;
        }

        Assert.True(compared > 300, $"only {compared} points compared");
    }
}
