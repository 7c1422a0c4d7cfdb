using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests;

/// <summary>The number of tensors that live, without those that earlier tests forgot to dispose of.</summary>
internal static class LiveTensors
{
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Tensor.TotalCount;
    }
}
