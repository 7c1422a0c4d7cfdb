using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Tests.Activations;

/// <summary>Against PyTorch 1.13 in float64: forward and backward, kinks included.</summary>
public sealed class TorchTests
{
    public static TheoryData<string> Functions => new(ReferenceData.Torch.Select(data => data.ToString()));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Value_agrees_with_torch(string function) => Check(function, column: 1, (s, z) => s.Value(z), (_, _) => 0);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Derivative_agrees_with_torchs_backward(string function) => Check(function, column: 2, (s, z) => s.Derivative(z), SinglePrecision);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Derivative_at_a_breakpoint_is_torchs_subgradient(string function)
    {
        ReferenceData data = Find(function);
        foreach (double kink in data.Activation.Breakpoints ?? [])
        {
            double?[] row = data.Rows.Single(r => r[0] == kink);
            Assert.Equal(row[2]!.Value, data.Activation.Derivative(kink));
        }
    }

    private static ReferenceData Find(string function) => ReferenceData.Torch.Single(d => d.ToString() == function);

    /// <summary>torch 1.13 keeps 1/6 (hardsigmoid) and α (celu) in float32 within its backward, float64 or not: what that does to σ′, relatively.</summary>
    private static double SinglePrecision(Activation activation, double z) => activation switch
    {
        Hardsigmoid => 6e-8,
        Celu celu => 6e-8 * (1 + Math.Abs(z / celu.Alpha)),
        _ => 0,
    };

    private static void Check(
        string function,
        int column,
        Func<Activation, double, double> evaluate,
        Func<Activation, double, double> relativeErrorOfTorch)
    {
        ReferenceData data = Find(function);
        foreach (double?[] row in data.Rows)
        {
            double z = row[0]!.Value;
            double expected = row[column]!.Value;
            double actual = evaluate(data.Activation, z);

            // torch forms 1 + erf, 1 + tanh, exp of a rounded product: its own error is absolute, some units of the largest term.
            double allowed = 4e-15 * Math.Max(1, Math.Abs(expected));
            if (expected != 0)
            {
                allowed += Math.Abs(actual) * relativeErrorOfTorch(data.Activation, z);
            }

            // At 3 exactly torch's hardswish backward answers 3/2 from its scalar loop and 1 from its vector loop.
            if (data.Activation is Hardswish && column == 2 && z == 3)
            {
                Assert.True(actual == 1.5 && expected is 1 or 1.5);
                continue;
            }

            Assert.True(actual.Equals(expected) || Math.Abs(actual - expected) <= allowed, $"{function} at {z:R}: {actual:R}, torch {expected:R}");
        }
    }
}
