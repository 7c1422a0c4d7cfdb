using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>
/// The adjoint equation ȧ = −Df(y(t))ᵀ a along one step of every row, with y(t) the continuous extension of that step. The time is counted from the end of the
/// step, so it has the opposite sign of the step's size.
/// </summary>
internal sealed class AdjointSystem(OdeSystem field, RungeKuttaScheme scheme, Tensor state, StepSizes sizes, Tensor[] slopes) : OdeSystem
{
    private readonly long[] rows = [.. Enumerable.Range(0, sizes.Size.Length).Select(r => (long)r)];

    public override bool DependsOnTime => true;

    /// <summary>y at the given times, one for each row.</summary>
    public Tensor StateAt(double[] time)
    {
        using IDisposable noGraph = no_grad();
        double[] theta = [.. time.Select((s, r) => sizes.Size[r] == 0 ? 0 : Math.Clamp(1 + (s / sizes.Size[r]), 0, 1))];
        return new Reading(rows, theta, []).Of(scheme, state, sizes, slopes);
    }

    public override Tensor Slope(Tensor adjoint, double[]? time)
    {
        Calls++;
        using IDisposable gradients = enable_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor y = StateAt(time!).requires_grad_();
        Tensor f = field.Slope(y, null);
        if (f.requires_grad)
        {
            autograd.backward([f], [adjoint.neg()], inputs: [y]);
        }

        return (y.grad ?? zeros_like(adjoint)).detach().MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor adjoint, double[]? time)
    {
        using DisposeScope scope = NewDisposeScope();
        return field.Jacobian(StateAt(time!), null).transpose(1, 2).neg().MoveToOuterDisposeScope();
    }
}
