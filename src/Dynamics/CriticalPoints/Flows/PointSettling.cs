using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints.Smooth;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>
/// Takes a point near a zero of ∇Φ to where floating point allows, and estimates how far off it is: with β = ‖H⁻¹‖, η = ‖H⁻¹∇Φ‖ + β ‖δ∇Φ‖ and K a Lipschitz
/// constant of H, Kantorovich's condition h = βηK ≤ ½ gives a zero within (1 − √(1 − 2h))/(βK) and no other within (1 + √(1 − 2h))/(βK). δ∇Φ is the difference between two
/// tolerances of the solver, K is measured in a few directions: an estimate, no proof. Memory of one thread.
/// </summary>
internal sealed class PointSettling
{
    private const double Rounding = 1e-14;
    private const int Directions = 4;

    private readonly GradientNewton newton;
    private readonly ReadoutJet fine;
    private readonly ReadoutJet finest;
    private readonly LuFactors factors;
    private readonly int? levelLayer;
    private readonly bool byDifferences;
    private readonly int d;

    public PointSettling(Network network, Box box, bool byDifferences, int? levelLayer)
    {
        Network precise = FlowTolerance.Of(network, FlowTolerance.Fine);
        newton = new GradientNewton(precise, box, byDifferences);
        fine = new ReadoutJet(precise, true, byDifferences);
        finest = new ReadoutJet(FlowTolerance.Of(network, FlowTolerance.Finest), true, byDifferences);
        d = network.Inputs;
        factors = new LuFactors(d);
        (this.levelLayer, this.byDifferences) = (levelLayer, byDifferences);
    }

    /// <summary>Settles a point.</summary>
    /// <param name="near">Where a descent ended.</param>
    /// <returns>Null when the gradient only comes near 0 there.</returns>
    public SettledPoint? Settle(double[] near)
    {
        double[] x = [.. near];
        newton.Descend(x, byDifferences ? 1e-8 : 1e-11, 1e-14);
        if (!fine.At(x) || !finest.At(x) || !(finest.RelativeGradient <= 1e-7))
        {
            return null;
        }

        double size = 1 + x.Max(Math.Abs);
        double scale = Math.Exp(finest.LogScale);
        double gradientError = (Rounding * scale) + MaximumNorm.Distance(fine.Gradient, finest.Gradient);
        double[] hessianError = [.. fine.Hessian.Zip(finest.Hessian, (a, b) => Math.Abs(a - b) + ((byDifferences ? 1e-9 : Rounding) * (scale + Math.Abs(b))))];
        double[] hessian = [.. finest.Hessian];
        double value = finest.Value;
        double[] levels = levelLayer is int layer ? finest.ValuesAfter(layer) : [];
        factors.Factor(hessian);
        double beta = factors.InverseNormInfinity();
        double[] step = [.. finest.Gradient];
        factors.Solve(step);
        double eta = step.Max(Math.Abs) + (beta * gradientError);
        double spread = Spread(x, hessian, Math.Max(100 * eta, 1e-4 * size));
        double h = beta * eta * spread;
        bool isSettled = !factors.IsSingular && h <= 0.5 && eta <= 1e-5 * size;
        if (!isSettled && !((finest.RelativeGradient <= 1e-9 && !finest.MayFold) || newton.LastStep <= 1e-6 * size))
        {
            return null;
        }

        double root = isSettled ? Math.Sqrt(1 - (2 * h)) : 0;
        double radius = isSettled ? 2 * eta / (1 + root) : double.PositiveInfinity;
        double unique = isSettled ? Math.Min((1 + root) / (beta * spread), 1e-2 * size) : 0;
        double moved = isSettled ? spread * radius : 0;
        Interval[] enclosed = new Interval[d * d];
        for (int i = 0; i < enclosed.Length; i++)
        {
            enclosed[i] = new Interval(hessian[i] - hessianError[i] - moved, hessian[i] + hessianError[i] + moved);
        }

        return new SettledPoint(x, value, HessianSpectrum.Enclose(enclosed, d), radius, unique, levels);
    }

    /// <summary>The largest ‖H(x + r u) − H(x)‖∞ / r over a few directions u, doubled.</summary>
    private double Spread(double[] x, double[] hessian, double radius)
    {
        Random signs = new(d);
        double largest = 0;
        double[] at = new double[d];
        for (int k = 0; k < Directions; k++)
        {
            for (int i = 0; i < d; i++)
            {
                at[i] = x[i] + (signs.Next(2) == 0 ? radius : -radius);
            }

            if (!fine.At(at))
            {
                return double.PositiveInfinity;
            }

            for (int i = 0; i < d; i++)
            {
                double sum = 0;
                for (int j = 0; j < d; j++)
                {
                    sum += Math.Abs(fine.Hessian[(i * d) + j] - hessian[(i * d) + j]);
                }

                largest = Math.Max(largest, sum / radius);
            }
        }

        return 2 * largest;
    }
}
