using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>Makes steps of one scheme for all rows at once; every row has its own step size.</summary>
internal abstract class StepMethod(OdeSystem system, RungeKuttaScheme scheme)
{
    public OdeSystem System { get; } = system;

    public RungeKuttaScheme Scheme { get; } = scheme;

    /// <summary>Evaluations in trial steps, one for each row that moves.</summary>
    public long Evaluations { get; protected set; }

    /// <summary>Evaluations of the Jacobian, one for each row that needed one.</summary>
    public long JacobianEvaluations { get; protected set; }

    public static StepMethod For(OdeSystem system, RungeKuttaScheme scheme, SolverOptions options) => scheme.IsImplicit
        ? new ImplicitMethod(system, scheme, options)
        : new ExplicitMethod(system, scheme);

    /// <summary>A trial step without graph.</summary>
    /// <param name="state">(N, d).</param>
    /// <param name="sizes">The step of each row.</param>
    /// <param name="first">f(state), where the step before left it; else null.</param>
    public abstract Attempt Try(Tensor state, StepSizes sizes, Tensor? first);

    /// <summary>A step that was accepted, with its graph: the sizes are constants.</summary>
    /// <param name="state">(N, d).</param>
    /// <param name="sizes">The step of each row.</param>
    /// <param name="first">f(state), where the step before left it; else null.</param>
    public abstract Attempt Record(Tensor state, StepSizes sizes, Tensor? first);

    /// <summary>Told after each trial which rows moved.</summary>
    public virtual void Moved(bool[] accepted)
    {
    }

    /// <summary>Frees what is kept between trials.</summary>
    public virtual void Release()
    {
    }

    /// <summary>y + h Σ w_j k_j; y itself where all weights are 0.</summary>
    protected static Tensor Advance(Tensor state, ReadOnlySpan<double> weights, Tensor[] slopes, Tensor column) =>
        Sum(weights, slopes) is { } sum ? addcmul(state, column, sum, 1) : state;

    /// <summary>Σ w_j k_j, or null where all weights are 0.</summary>
    protected static Tensor? Sum(ReadOnlySpan<double> weights, Tensor[] slopes)
    {
        Tensor? sum = null;
        for (int j = 0; j < weights.Length; j++)
        {
            if (weights[j] != 0)
            {
                sum = sum is null ? slopes[j].mul(weights[j]) : sum.add(slopes[j], weights[j]);
            }
        }

        return sum;
    }

    protected Tensor Slope(Tensor state, StepSizes sizes, int stage) =>
        System.Slope(state, System.DependsOnTime ? sizes.At(Scheme.C(stage)) : null);
}
