using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;

namespace TorchDynInspect.Dynamics.Tests.BranchAndPrune;

public sealed class ZeroSearchTests
{
    [Fact]
    public void Rastrigins_function_has_529_stationary_points_in_the_square_from_minus_5_to_6()
    {
        ZeroSearchResult result = new RastriginGradient().Zeros(Box.Cube(2, -5, 6));
        Assert.True(result.Complete);
        Assert.Equal(529, result.Zeros.Length);
    }

    [Fact]
    public void Smiley_and_Chuns_example_5_5_has_41_zeros()
    {
        double pi = Math.PI;
        ZeroSearchResult result = new KickedRotor().Zeros(new Box([-1.02 * pi, -1.02 * pi, -pi / 2, -pi / 2], [1.02 * pi, 1.02 * pi, pi / 2, pi / 2]));
        Assert.True(result.Complete);
        Assert.Equal(41, result.Zeros.Length);
    }
}
