using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Tests.Activations;

/// <summary>Lipschitz and secant constants: the figures of theory §1, and against a dense search.</summary>
public sealed class ConstantsTests
{
    public static TheoryData<string> Functions => new(ReferenceData.Torch.Select(data => data.ToString()));

    [Theory]
    [InlineData("relu", 1, 1)]
    [InlineData("leaky_relu", 1, 1)]
    [InlineData("tanh", 1, 1)]
    [InlineData("softplus", 1, 1)]
    [InlineData("elu", 1, 1)]
    [InlineData("hardtanh", 1, 1)]
    [InlineData("softsign", 1, 1)]
    [InlineData("arctan", 1, 1)]
    [InlineData("sigmoid", 0.25, 0.25)]
    [InlineData("selu", 1.75809934084737686, 1.75809934084737686)]
    [InlineData("gelu", 1.12890414518515479, 1)]
    [InlineData("gelu_tanh", 1.12899306867877167, 1)]
    [InlineData("silu", 1.09983932012886692, 1)]
    [InlineData("mish", 1.08849816125172787, 1)]
    [InlineData("hardswish", 1.5, 1)]
    public void Constants_are_those_of_the_theory(string name, double lipschitz, double secant)
    {
        Activation s = ActivationCatalogue.Create(name);
        Assert.Equal(lipschitz, s.LipschitzConstant, 4e-16);
        Assert.Equal(secant, s.SecantBound, 4e-16);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Constants_are_the_suprema_that_a_dense_search_approaches(string function)
    {
        Activation s = ReferenceData.Torch.Single(d => d.ToString() == function).Activation;
        double slope = 0;
        double secant = 0;
        foreach (double z in Dense())
        {
            slope = Math.Max(slope, Math.Abs(s.Derivative(z)));
            secant = Math.Max(secant, Math.Abs(s.Secant(z)));
        }

        Assert.InRange(slope, 0, s.LipschitzConstant * (1 + 1e-15));
        Assert.InRange(secant, 0, s.SecantBound * (1 + 1e-15));

        // exp has no bound; a jump makes the constant infinite whatever σ′ does.
        if (double.IsFinite(s.LipschitzConstant))
        {
            Assert.InRange(slope, s.LipschitzConstant * (1 - 1e-6), double.MaxValue);
        }

        if (double.IsFinite(s.SecantBound))
        {
            Assert.InRange(secant, s.SecantBound * (1 - 1e-6), double.MaxValue);
        }
    }

    [Fact]
    public void Bounds_follow_the_parameters()
    {
        Assert.Equal(3, new LeakyRelu(-3).LipschitzConstant);
        Assert.Equal(2.5, new Elu(2.5).SecantBound);
        Assert.Equal(1, new Celu(2.5).LipschitzConstant);
        Assert.Equal(double.PositiveInfinity, new Hardshrink().LipschitzConstant);
        Assert.Equal(1, new Hardshrink(0).LipschitzConstant);
        Assert.Equal(0.75, new Hardtanh(1, 4).SecantBound);
        Assert.Equal(0.75, new Hardtanh(-4, -1).SecantBound);
        Assert.Equal(double.PositiveInfinity, new Softplus(1, 5).LipschitzConstant);
    }

    [Fact]
    public void Smoothness_is_what_the_Morse_theorems_need()
    {
        string[] smooth = [.. ActivationCatalogue.Names.Where(name => ActivationCatalogue.Create(name).IsSmoothWithoutCriticalPoints)];
        Assert.Equal(["tanh", "sigmoid", "logsigmoid", "softplus", "arctan", "erf", "exp", "identity"], smooth);
    }

    private static IEnumerable<double> Dense()
    {
        for (double z = -12; z <= 12; z += 1.0 / 512)
        {
            yield return z;
        }

        foreach (double far in new[] { 50, 1e3, 1e4, 1e6, 1e9 })
        {
            yield return -far;
            yield return far;
        }
    }
}
