using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Volume;

namespace TorchDynInspect.Dynamics.Tests.Contraction;

public class ContractionStudyTests
{
    /// <summary>ẋ = −x + a tanh(y), ẏ = −y + b tanh(x).</summary>
    private static Network Coupled(double a, double b) => TanhFields.WithDecay([[0, a], [b, 0]]);

    [Fact]
    public void Weak_coupling_contracts_everywhere_and_has_one_equilibrium()
    {
        ContractionResult result = Coupled(0.5, -0.5).Contraction(Box.Cube(2, -2, 2));
        Assert.True(result.IsForwardInvariant);

        // μ_∞ = −1 + max(½ tanh′) = −½ where tanh′ = 1, at the origin; the same for μ₁; μ₂ ≤ −1 + ½|a tanh′(y) + b tanh′(x)| vanishes only where both slopes agree.
        LogarithmicNormBound infinity = result.Bounds.Single(bound => bound.Norm == VectorNorm.Infinity);
        Assert.True(infinity.Supremum.Contains(-0.5), infinity.Supremum.ToString());
        Assert.InRange(infinity.Supremum.Width, 0, 2e-3);
        Assert.Equal(-0.5, infinity.Everywhere!.Value, 1e-12);
        Assert.True(result.Best.IsContraction);
        Assert.All(result.Theory, entry => Assert.True(entry.Applies));
        Assert.Contains("exactly one equilibrium", result.Theory[0].Predicts, StringComparison.Ordinal);
        FixedPointResult equilibria = Coupled(0.5, -0.5).Equilibria(Box.Cube(2, -2, 2));
        Assert.True(equilibria.Complete);
        Assert.Single(equilibria.Points);
    }

    [Fact]
    public void Strong_coupling_with_three_equilibria_is_not_called_contracting()
    {
        Network field = Coupled(2, 2);
        ContractionResult result = field.Contraction(Box.Cube(2, -3, 3));
        Assert.Equal(3, field.Equilibria(Box.Cube(2, -3, 3)).Points.Length);
        Assert.False(result.Best.IsContraction);
        Assert.NotEmpty(result.Theory);
        Assert.All(result.Theory, entry => Assert.False(entry.Applies));
        Assert.NotEmpty(result.Bounds);
        Assert.All(result.Bounds, bound => Assert.Equal(1, bound.Supremum.Upper, 5e-3));
        Assert.Equal(EvidenceLevel.Certified, result.Evidence);
    }

    [Fact]
    public void A_field_that_points_out_of_the_box_is_not_called_invariant()
    {
        Network field = new(2, [new Affine(new Matrix(2, 2, [-1, 3, 0, -1]), [0, 0])]);
        ContractionResult result = field.Contraction(Box.Cube(2, -1, 1));
        Assert.False(result.IsForwardInvariant);
        Assert.Equal(0.5, result.Bounds[(int)VectorNorm.Two].Supremum.Upper, 1e-10);
    }

    [Property(MaxTest = 20)]
    public void No_sampled_logarithmic_norm_exceeds_the_certified_supremum(int seed)
    {
        Random random = new(seed);
        int d = random.Next(1, 4);
        Network field = TanhFields.Random(random, d, 4);
        Box box = Box.Cube(d, -1.5, 1);
        ContractionResult result = field.Contraction(box, new ContractionOptions { MaxParts = 60 });
        for (int k = 0; k < 40; k++)
        {
            double[] x = [.. Enumerable.Range(0, d).Select(_ => (2.5 * random.NextDouble()) - 1.5)];
            double[] jacobian = field.Tangent(x);
            foreach (LogarithmicNormBound bound in result.Bounds)
            {
                double value = LogarithmicNorm.Of(jacobian, bound.Norm);
                Assert.True(value <= bound.Supremum.Upper + 1e-12);
                Assert.True(value <= bound.Everywhere + 1e-12);
            }
        }
    }
}
