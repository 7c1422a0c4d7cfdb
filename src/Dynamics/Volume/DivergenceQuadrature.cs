using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Dynamics.Volume;

/// <summary>∫ tr Df along a trajectory, by Gauss's three points on the continuous extension of each step; not controlled by an error estimate of its own.</summary>
/// <param name="field">f; a state may hold further columns behind the point.</param>
internal sealed class DivergenceQuadrature(IVectorField field) : IStepObserver
{
    private readonly double[] jacobian = new double[field.Dimension * field.Dimension];
    private double[] state = new double[field.Dimension];

    /// <summary>The integral since <see cref="Reset"/>.</summary>
    public double Integral { get; private set; }

    /// <summary>Starts anew.</summary>
    public void Reset() => Integral = 0;

    public bool Accepted(in DenseStep step)
    {
        if (state.Length != step.Before.Length)
        {
            state = new double[step.Before.Length];
        }

        const double Node = 0.3872983346207417;
        double sum = (4 * Divergence(step, 0.5)) + (2.5 * (Divergence(step, 0.5 - Node) + Divergence(step, 0.5 + Node)));
        Integral += step.Length * sum / 9;
        return true;
    }

    private double Divergence(in DenseStep step, double theta)
    {
        int d = field.Dimension;
        step.At(theta, state);
        field.Jacobian(state.AsSpan(0, d), jacobian);
        double sum = 0;
        for (int i = 0; i < d; i++)
        {
            sum += jacobian[i * (d + 1)];
        }

        return sum;
    }
}
