using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>
/// The step sizes of adaptive schemes: error norm, proportional–integral controller, first step and least step. Sources: Hairer, Nørsett, Wanner, Solving ODEs I,
/// II.4; Gustafsson, ACM TOMS 17 (1991), 533–554. The numbers are those of the managed solver in Dynamics, so that both take the same steps.
/// </summary>
internal sealed class StepControl(RungeKuttaScheme scheme, SolverOptions options)
{
    /// <summary>The error remembered before the first step, and the least that is ever remembered.</summary>
    public const double LeastRememberedError = 1e-4;

    private readonly double proportional = (1.0 / scheme.ErrorOrder) - (0.75 * scheme.Beta);

    /// <summary>By what an accepted step is multiplied.</summary>
    public double Growth(double error, double remembered, bool afterRejection)
    {
        double factor = Math.Clamp(0.9 * Math.Pow(error, -proportional) * Math.Pow(remembered, scheme.Beta), 0.2, 10);
        return afterRejection ? Math.Min(1, factor) : factor;
    }

    /// <summary>By what a rejected step is multiplied.</summary>
    public double Shrinkage(double error) => double.IsFinite(error) ? Math.Clamp(0.9 * Math.Pow(error, -proportional), 0.2, 1) : 0.2;

    /// <summary>The scaled error of each row: the root mean square over its components.</summary>
    public double[] Norm(Tensor error, Tensor before, Tensor after)
    {
        using var scope = NewDisposeScope();
        Tensor scale = maximum(before.abs(), after.abs()).mul(options.RelativeTolerance).add(options.AbsoluteTolerance);
        return HostValues.Read(error.div(scale).square().mean([1]).sqrt());
    }

    /// <summary>The first step of each row, before it is cut at the end of the integration.</summary>
    public double[] FirstSteps(OdeSystem system, Tensor state, Tensor slope, double[] horizon)
    {
        using var scope = NewDisposeScope();
        double[] size = Norm(state, state, state);
        double[] speed = Norm(slope, state, state);
        double[] trial = new double[size.Length];
        double[] signed = new double[size.Length];
        for (int r = 0; r < trial.Length; r++)
        {
            trial[r] = Math.Min(size[r] < 1e-5 || speed[r] < 1e-5 ? 1e-6 : 0.01 * (size[r] / speed[r]), Math.Abs(horizon[r]));
            signed[r] = Math.CopySign(trial[r], horizon[r]);
        }

        Tensor column = tensor(signed, [signed.Length, 1], dtype: state.dtype, device: state.device);
        double[] change = Norm(system.Slope(addcmul(state, column, slope, 1), system.DependsOnTime ? signed : null).sub(slope), state, state);
        double[] first = new double[trial.Length];
        for (int r = 0; r < first.Length; r++)
        {
            double largest = Math.Max(speed[r], change[r] / trial[r]);
            double step = largest <= 1e-15 ? Math.Max(1e-6, trial[r] * 1e-3) : Math.Pow(0.01 / largest, 1.0 / scheme.ErrorOrder);
            first[r] = Math.Min(Math.Min(100 * trial[r], double.IsNaN(step) ? trial[r] : step), Math.Abs(horizon[r]));
        }

        return first;
    }

    /// <summary>The least step at a time after the start: 16 units in its last place.</summary>
    public static double LeastStep(double time)
    {
        double t = Math.Abs(time);
        return Math.Max(16 * (Math.BitIncrement(t) - t), 1e-290);
    }
}
