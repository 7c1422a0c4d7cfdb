using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Tests.Activations;

/// <summary>Class F (Cook, Hammerlindl, Tucker, arXiv 2303.12814): χ(x,y) = σ′(x)σ′(y)((x−y)/(σ(x)−σ(y)))² ≤ 1 for all x ≠ y.</summary>
public sealed class ClassFTests
{
    private static readonly Activation[] Members =
        [.. ReferenceData.Torch.Select(d => d.Activation).Where(s => s.ClassF == ClassF.Member)];

    [Fact]
    public void Membership_is_the_list_of_the_theory()
    {
        Assert.Equal(
            ["tanh", "sigmoid", "logsigmoid", "softplus", "softsign", "elu", "celu", "arctan", "erf", "exp", "identity"],
            Named(ClassF.Member));
        Assert.Equal(["relu", "relu6", "hardtanh", "hardsigmoid"], Named(ClassF.Extended));
        Assert.Equal(ClassF.No, new Elu(0.5).ClassF);
        Assert.Equal(ClassF.Extended, new Elu(0).ClassF);
        Assert.Equal(ClassF.Member, new Celu(0.5).ClassF);
        Assert.Equal(ClassF.Member, new LeakyRelu(1).ClassF);
        Assert.Equal(ClassF.Extended, new LeakyRelu(0).ClassF);
    }

    [Property(MaxTest = 400)]
    public void For_a_member_the_inverse_root_of_the_slope_is_convex(int i, int j)
    {
        double x = i / 3.0;
        double y = j / 7.0;
        foreach (Activation s in Members)
        {
            // g = 1/√|σ′| in logarithms, scaled so that the larger end is 1.
            double atX = -0.5 * s.LogDerivative(x);
            double atY = -0.5 * s.LogDerivative(y);
            double top = Math.Max(atX, atY);
            double middle = Math.Exp((-0.5 * s.LogDerivative(0.5 * (x + y))) - top);
            double mean = 0.5 * (Math.Exp(atX - top) + Math.Exp(atY - top));
            Assert.True(middle <= mean * (1 + 1e-12), $"{s.Name} between {x} and {y}: {middle} above {mean}");
        }
    }

    [Fact]
    public void A_member_is_nowhere_coexpanding()
    {
        foreach (Activation s in Members)
        {
            double worst = LargestChi(s);
            Assert.True(worst <= 1 + 1e-8, $"{s.Name}: χ = {worst}");
        }
    }

    [Fact]
    public void An_extended_member_is_nowhere_coexpanding_where_its_slope_is_not_zero()
    {
        foreach (Activation s in ReferenceData.Torch.Select(d => d.Activation).Where(s => s.ClassF == ClassF.Extended))
        {
            double worst = LargestChi(s);
            Assert.True(worst <= 1 + 1e-8, $"{s.Name}: χ = {worst}");
        }
    }

    [Fact]
    public void A_non_member_has_a_coexpanding_pair()
    {
        foreach (Activation s in ReferenceData.Torch.Select(d => d.Activation).Where(s => s.ClassF == ClassF.No && !IsNotC1ButNowhereCoexpanding(s)))
        {
            double worst = LargestChi(s);
            Assert.True(worst > 1.0001, $"{s.Name}: χ ≤ {worst}");
        }
    }

    /// <summary>Excluded for not being C¹ alone: |z|-like functions, whose slope changes sign at the kink, and the jumps of hardshrink.</summary>
    private static bool IsNotC1ButNowhereCoexpanding(Activation s) => s is LeakyRelu { Slope: < 0 } or Elu { Alpha: < 0 } or Hardshrink;

    private static double LargestChi(Activation s)
    {
        double[] points = [.. Enumerable.Range(-240, 481).Select(i => (i / 20.0) + 0.003)];
        double worst = 0;
        for (int i = 0; i < points.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double x = points[i];
                double y = points[j];

                // Saturated values are told apart by the complement: σ(x) − σ(y) relative to rounding decides whether χ can be judged.
                double rise = s.Value(x) - s.Value(y);
                double noise = 1e-15 * (Math.Abs(s.Value(x)) + Math.Abs(s.Value(y)));
                if (Math.Abs(rise) <= 1e9 * noise)
                {
                    continue;
                }

                double ratio = (x - y) / rise;
                worst = Math.Max(worst, s.Derivative(x) * s.Derivative(y) * ratio * ratio);
            }
        }

        return worst;
    }

    private static string[] Named(ClassF membership) =>
        [.. ActivationCatalogue.Names.Where(name => ActivationCatalogue.Create(name).ClassF == membership)];
}
