using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

/// <summary>Reads tensors in tests without the code under test.</summary>
internal static class Tensors
{
    /// <summary>Tensors alive, after the garbage of earlier tests is gone: from here on the count may not rise.</summary>
    public static long CountAlive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }

    public static float[] Floats(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        using var accessor = tensor.detach().contiguous().data<float>();
        return accessor.ToArray();
    }

    public static double[] Doubles(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        using var accessor = tensor.detach().to_type(ScalarType.Float64).contiguous().data<double>();
        return accessor.ToArray();
    }

    public static byte[] Bytes(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().contiguous().bytes.ToArray();
    }
}
