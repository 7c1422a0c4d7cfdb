using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>
/// Newton's method for ∇Φ = 0 with Levenberg and Marquardt's trust region. What must fall is the gradient relative to its own scale, so that a start does not run
/// into a saturated tail, where ∇Φ vanishes in numbers and nowhere else. Memory of one thread.
/// </summary>
internal sealed class GradientNewton
{
    private const int MaxIterations = 60;
    private const double MostDamping = 1e8;

    private readonly ReadoutJet jet;
    private readonly LuFactors factors;
    private readonly double[] lower;
    private readonly double[] upper;
    private readonly double longestStep;
    private readonly int d;

    /// <summary>Prepares the search.</summary>
    /// <param name="network">Φ, at the tolerance to use.</param>
    /// <param name="box">Where points are wanted; iterates may leave it by half its width.</param>
    /// <param name="byDifferences">See <see cref="ReadoutJet"/>.</param>
    public GradientNewton(Network network, Box box, bool byDifferences)
    {
        jet = new ReadoutJet(network, true, byDifferences);
        d = network.Inputs;
        factors = new LuFactors(d);
        lower = new double[d];
        upper = new double[d];
        for (int i = 0; i < d; i++)
        {
            double width = box.Upper[i] - box.Lower[i];
            longestStep = Math.Max(longestStep, 0.25 * width);
            lower[i] = box.Lower[i] - (0.5 * width);
            upper[i] = box.Upper[i] + (0.5 * width);
        }
    }

    /// <summary>The relative gradient where the last descent ended; NaN when its start could not be evaluated.</summary>
    public double Residual { get; private set; }

    /// <summary>The length of the last Newton step.</summary>
    public double LastStep { get; private set; }

    /// <summary>
    /// Newton's steps as they come, shortened but not judged: they pass over the local minima of the gradient's norm at which a descent ends, and end anywhere.
    /// </summary>
    /// <param name="x">The start; receives the last point at which Φ could be evaluated.</param>
    /// <param name="steps">How many.</param>
    public void Wander(double[] x, int steps)
    {
        double[] move = new double[d];
        double[] next = [.. x];
        for (int k = 0; k < steps && IsNear(next) && jet.At(next); k++)
        {
            next.CopyTo(x, 0);
            double length = Step(jet.Gradient, jet.Hessian, 1e-12, move);
            if (!(length > 1e-3 * longestStep) || double.IsPositiveInfinity(length))
            {
                return;
            }

            Move(x, move, next);
        }
    }

    /// <summary>Descends from a point.</summary>
    /// <param name="x">The start; receives where the descent ended.</param>
    /// <param name="step">End when a full step is shorter than this, relative to 1 + ‖x‖.</param>
    /// <param name="residual">End when the relative gradient is below this.</param>
    /// <returns>Whether one of the two was reached.</returns>
    public bool Descend(double[] x, double step, double residual)
    {
        double[] move = new double[d];
        double[] trial = new double[d];
        LastStep = double.PositiveInfinity;
        Residual = jet.At(x) ? jet.RelativeGradient : double.NaN;
        if (double.IsNaN(Residual))
        {
            return false;
        }

        double damping = 1e-3;
        bool isFresh = true;
        double[] gradient = new double[d];
        double[] hessian = new double[d * d];
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            if (isFresh)
            {
                jet.Gradient.CopyTo(gradient, 0);
                jet.Hessian.CopyTo(hessian, 0);
            }

            if (Residual <= residual)
            {
                return true;
            }

            double length = Step(gradient, hessian, damping, move);
            if (double.IsPositiveInfinity(length))
            {
                return false;
            }

            double size = 1 + x.Max(Math.Abs);
            if (damping <= 1e-3)
            {
                LastStep = length;
                if (length <= step * size)
                {
                    Move(x, move, x);
                    Residual = jet.At(x) ? jet.RelativeGradient : double.NaN;
                    return !double.IsNaN(Residual);
                }
            }

            Move(x, move, trial);
            double before = Residual;
            isFresh = IsNear(trial) && jet.At(trial) && jet.RelativeGradient < before;
            if (isFresh)
            {
                Residual = jet.RelativeGradient;
                trial.CopyTo(x, 0);
                damping = Math.Max(damping * Math.Min(0.2, Residual / before), 1e-14);
            }
            else
            {
                damping = Math.Max(damping, 1e-6) * 6;
                if (damping > MostDamping)
                {
                    return false;
                }
            }
        }

        return false;
    }

    private static void Move(double[] x, double[] move, double[] target)
    {
        for (int i = 0; i < x.Length; i++)
        {
            target[i] = x[i] + move[i];
        }
    }

    private bool IsNear(double[] x)
    {
        for (int i = 0; i < d; i++)
        {
            if (!(x[i] >= lower[i] && x[i] <= upper[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Solves (HᵀH + μ‖H‖²) δ = −Hᵀ∇Φ, both sides scaled so that tails do not underflow, and returns ‖δ‖∞.</summary>
    private double Step(double[] gradient, double[] hessian, double damping, double[] move)
    {
        double scale = hessian.Max(Math.Abs);
        if (scale == 0)
        {
            return double.PositiveInfinity;
        }

        Span<double> normal = new double[d * d];
        double trace = 0;
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                double sum = 0;
                for (int k = 0; k < d; k++)
                {
                    sum += hessian[(k * d) + i] / scale * (hessian[(k * d) + j] / scale);
                }

                normal[(i * d) + j] = sum;
            }

            trace += normal[i * (d + 1)];
            move[i] = 0;
            for (int k = 0; k < d; k++)
            {
                move[i] -= hessian[(k * d) + i] / scale * (gradient[k] / scale);
            }
        }

        for (int i = 0; i < d; i++)
        {
            normal[i * (d + 1)] += damping * trace;
        }

        factors.Factor(normal);
        factors.Solve(move);
        double length = move.Max(Math.Abs);
        if (length > longestStep)
        {
            for (int i = 0; i < d; i++)
            {
                move[i] *= longestStep / length;
            }
        }

        return length;
    }
}
