using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Dynamics.Stiffness;
using TorchDynInspect.Dynamics.Tests.Flows;

namespace TorchDynInspect.Dynamics.Tests.Stiffness;

public class StiffnessTests
{
    [Fact]
    public void A_linear_node_has_the_ratio_of_its_rates_everywhere()
    {
        Network field = new(2, [new Affine(new Matrix(2, 2, [-1000, 0, 3, -0.5]), [0, 0])]);
        StiffnessResult result = field.AsField().StiffnessAlong([0, 0.1, 2], new Matrix(3, 2, [1, 1, 0, 1, 0, 0.5]));
        Assert.Equal(2000, result.LargestRatio!.Value, 1e-6);
        Assert.Equal(2000, result.DecayTime, 1e-6);
        Assert.True(result.IsStiff);
        Assert.All(result.Samples, sample =>
        {
            Assert.Equal(-1000.5, sample.Divergence);
            Assert.Equal(2.5, sample.MuInfinity);
            Assert.Equal(-0.5, sample.Mu1);
        });
        Assert.Equal(2 * -0.5, result.IntegratedMu.Mu1, 1e-12);
        Assert.True(result.ContractsAtSamples);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1000, true)]
    public void Van_der_Pol_is_stiff_when_mu_is_large(double mu, bool stiff)
    {
        FlowSolver solver = new("sdirk4", 1, 1e-6, 1e-8);
        StiffnessResult result = new VanDerPol(mu).Stiffness([2, 0], 10, 101, solver);
        Assert.Equal(stiff, result.IsStiff);
        Assert.Equal(101, result.Samples.Length);
        Assert.Equal(10, result.Duration);

        // At the start: eigenvalues of [[0, 1], [−1, −3μ]].
        double fast = ((3 * mu) + Math.Sqrt((9 * mu * mu) - 4)) / 2;
        Assert.Equal(fast, result.Samples[0].FastestDecay, 1e-9 * fast);
        Assert.Equal(fast * fast, result.Samples[0].Ratio!.Value, 1e-5 * fast * fast);
        Assert.Equal(-3 * mu, result.Samples[0].Divergence);
    }

    [Fact]
    public void The_integral_of_mu_bounds_the_growth_of_the_tangent_map()
    {
        VanDerPol field = new(1);
        FlowSolver solver = new("dopri5", 1, 1e-10, 1e-12);
        StiffnessResult result = field.Stiffness([0.3, 0.4], 2, 2001, solver);
        Matrix jacobian = field.TimeMap([0.3, 0.4], 2, solver).Jacobian!;
        Assert.True(Spectrum.Of(jacobian).Norm2 <= Math.Exp(result.IntegratedMu.Mu2) * (1 + 1e-5));
        Assert.True(Spectrum.Of(jacobian).Norm1 <= Math.Exp(result.IntegratedMu.Mu1) * (1 + 1e-5));
        Assert.True(Spectrum.Of(jacobian).NormInfinity <= Math.Exp(result.IntegratedMu.MuInfinity) * (1 + 1e-5));
    }

    [Fact]
    public void Growing_eigenvalues_give_no_ratio()
    {
        Network field = new(2, [new Affine(new Matrix(2, 2, [1, 0, 0, -1]), [0, 0])]);
        StiffnessResult result = field.AsField().StiffnessAlong([0], new Matrix(1, 2, [1, 1]));
        Assert.Null(result.LargestRatio);
        Assert.False(result.ContractsAtSamples);
    }

    [Fact]
    public void Times_that_do_not_increase_are_refused() =>
        Assert.Contains("increase", Assert.Throws<InvalidInputException>(() => new VanDerPol(1).StiffnessAlong([0, 0], new Matrix(2, 2, [1, 1, 1, 1]))).Message, StringComparison.Ordinal);
}
