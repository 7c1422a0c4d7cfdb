using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>The mean of batch losses weighted by batch size, summed in double on the losses' device so that no batch waits for the
/// device.</summary>
internal sealed class LossMean : IDisposable
{
    private Tensor? sum;
    private long count;

    /// <summary>The mean so far; NaN without a batch. Waits for the device.</summary>
    public double Value => sum is null ? double.NaN : sum.ReadScalar() / count;

    public void Add(Tensor loss, long samples)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        Tensor weighted = loss.detach().to_type(ScalarType.Float64).mul(samples);
        count += samples;
        if (sum is null)
        {
            sum = weighted.DetachFromDisposeScope();
        }
        else
        {
            sum.add_(weighted);
        }
    }

    public void Dispose() => sum?.Dispose();
}
