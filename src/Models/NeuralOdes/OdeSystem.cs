using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>What a solver integrates: slopes of N independent states, one a row.</summary>
internal abstract class OdeSystem
{
    /// <summary>Whether the slope depends on the time, which is then given for each row.</summary>
    public virtual bool DependsOnTime => false;

    /// <summary>Calls of <see cref="Slope"/>.</summary>
    public long Calls { get; set; }

    /// <summary>f(y), (N, d) to (N, d).</summary>
    public abstract Tensor Slope(Tensor state, double[]? time);

    /// <summary>Df(y) of each row, (N, d, d), without a graph: one backward pass of d copies of the batch, copy i asking for ∂f_i.</summary>
    public virtual Tensor Jacobian(Tensor state, double[]? time)
    {
        // Gradients are needed whatever the caller turned off.
        using IDisposable normalTensors = inference_mode(false);
        using IDisposable gradients = enable_grad();
        using DisposeScope scope = NewDisposeScope();
        (long n, long d) = (state.shape[0], state.shape[1]);
        Tensor copies = state.detach().repeat(d, 1).requires_grad_();
        Tensor slopes = Slope(copies, time is null ? null : [.. Enumerable.Range(0, (int)d).SelectMany(_ => time)]);
        if (slopes.requires_grad)
        {
            Tensor seeds = eye(d, dtype: state.dtype, device: state.device).repeat_interleave(n, 0);
            autograd.backward([slopes], [seeds], inputs: [copies]);
        }

        Tensor jacobian = copies.grad is { } rows ? rows.detach().view(d, n, d).permute(1, 0, 2).contiguous() : state.new_zeros([n, d, d]);
        return jacobian.MoveToOuterDisposeScope();
    }
}
