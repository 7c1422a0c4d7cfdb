using FsCheck;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Tests.Activations;

/// <summary>Identities that hold for every function and every number.</summary>
public sealed class IdentityTests
{
    private static readonly Activation[] All = [.. ReferenceData.Torch.Select(d => d.Activation)];

    [Property(MaxTest = 500)]
    public void Secant_times_z_plus_the_value_at_zero_is_the_value(NormalFloat number)
    {
        double z = Math.Clamp(number.Get, -700, 700);
        foreach (Activation s in All)
        {
            double value = s.Value(z);
            double rebuilt = (s.Secant(z) * z) + s.ValueAtZero;
            Assert.True(Math.Abs(rebuilt - value) <= 2e-15 * (Math.Abs(value) + Math.Abs(s.ValueAtZero)) + 1e-320, $"{s.Name} at {z:R}: {rebuilt:R}, {value:R}");
        }
    }

    [Property(MaxTest = 500)]
    public void Secant_bound_bounds(NormalFloat z) =>
        Assert.All(All, s => Assert.True(Math.Abs(s.Secant(z.Get)) <= s.SecantBound * (1 + 1e-15), $"{s.Name} at {z.Get:R}"));

    [Property(MaxTest = 500)]
    public void Lipschitz_constant_bounds_every_difference(NormalFloat first, NormalFloat second)
    {
        double x = first.Get;
        double y = second.Get;
        foreach (Activation s in All)
        {
            double rise = Math.Abs(s.Value(x) - s.Value(y));
            double rounding = 1e-15 * (Math.Abs(s.Value(x)) + Math.Abs(s.Value(y)));
            Assert.True(
                double.IsInfinity(s.LipschitzConstant) || s is Softplus || rise <= (s.LipschitzConstant * Math.Abs(x - y)) + rounding,
                $"{s.Name} between {x:R} and {y:R}");
        }
    }

    [Property(MaxTest = 300)]
    public void Positively_homogeneous_functions_scale(NormalFloat number, uint power)
    {
        double z = number.Get;
        double factor = Math.ScaleB(1, (int)(power % 40) - 20);
        foreach (Activation s in All.Where(s => s.IsPositivelyHomogeneous))
        {
            Assert.Equal(factor * s.Value(z), s.Value(factor * z));
            Assert.Equal(z == 0 ? s.Derivative(0) : s.Derivative(z), s.Secant(z));
        }
    }

    [Property(MaxTest = 500)]
    public void Members_of_class_F_increase(NormalFloat first, NormalFloat second)
    {
        double low = Math.Min(first.Get, second.Get);
        double high = Math.Max(first.Get, second.Get);
        foreach (Activation s in All.Where(s => s.ClassF != ClassF.No && s is not Softplus))
        {
            Assert.True(s.Value(low) <= s.Value(high) * (1 + (Math.Sign(s.Value(high)) * 1e-15)), $"{s.Name} between {low:R} and {high:R}");
        }
    }

    [Property(MaxTest = 300)]
    public void Pieces_are_the_function(NormalFloat number)
    {
        double z = number.Get;
        foreach (Activation s in All.Where(s => s.IsPiecewiseLinear))
        {
            Assert.Equal(s.Breakpoints!.Value.Length + 1, s.Pieces!.Value.Length);
            AffinePiece piece = s.Pieces.Value[s.Breakpoints.Value.Count(b => b < z)];
            double line = (piece.Slope * z) + piece.Intercept;
            Assert.True(Math.Abs(line - s.Value(z)) <= 4e-16 * (Math.Abs(piece.Slope * z) + Math.Abs(piece.Intercept)), $"{s.Name} at {z:R}: {line:R}");
        }
    }

    [Fact]
    public void Pieces_meet_at_the_breakpoints()
    {
        foreach (Activation s in All.Where(s => s.IsPiecewiseLinear))
        {
            for (int i = 0; i < s.Breakpoints!.Value.Length; i++)
            {
                double b = s.Breakpoints.Value[i];
                AffinePiece left = s.Pieces!.Value[i];
                AffinePiece right = s.Pieces.Value[i + 1];
                Assert.Equal(s.Value(b), (left.Slope * b) + left.Intercept, 1e-16);
                Assert.Equal(s.Value(b), (right.Slope * b) + right.Intercept, 1e-16);
            }
        }
    }

    [Fact]
    public void NaN_gives_NaN()
    {
        foreach (Activation s in All)
        {
            Assert.All(Members(s), f => Assert.True(double.IsNaN(f(double.NaN)), s.Name));
        }
    }

    [Fact]
    public void Infinity_gives_the_limit()
    {
        foreach (Activation s in All)
        {
            foreach (double sign in new[] { -1, 1 })
            {
                foreach (Func<double, double> f in Members(s))
                {
                    double near = f(sign * 1e300);
                    double limit = f(sign * double.PositiveInfinity);
                    bool grows = Math.Abs(near) > 1e3;
                    Assert.True(
                        grows ? limit == Math.Sign(near) * double.PositiveInfinity : Math.Abs(limit - near) < 1e-290,
                        $"{s.Name} at {sign}∞: {limit}, near {near}");
                }
            }
        }
    }

    [Fact]
    public void Logarithm_of_the_slope_survives_where_the_slope_underflows()
    {
        Assert.Equal(-2e300, new Tanh().LogDerivative(1e300), 1e285);
        Assert.Equal(-1e300, new Sigmoid().LogDerivative(-1e300), 1e285);
        Assert.Equal(-1e300, new Softplus().LogDerivative(-1e300), 1e285);
        Assert.Equal(-1e300, new Silu().LogDerivative(-1e300), 1e285);
        Assert.Equal(-1e300, new Mish().LogDerivative(-1e300), 1e285);
        Assert.Equal(-1e300, new Elu().LogDerivative(-1e300), 1e285);
        Assert.Equal(-5e299, new Gelu().LogDerivative(-1e150), 1e285);
        Assert.Equal(-1e300, new Erf().LogDerivative(1e150), 1e285);
        Assert.Equal(double.NegativeInfinity, new Relu().LogDerivative(-1));
    }

    private static Func<double, double>[] Members(Activation s) => [s.Value, s.Shifted, s.Secant, s.Derivative, s.SecondDerivative, s.LogDerivative];
}
