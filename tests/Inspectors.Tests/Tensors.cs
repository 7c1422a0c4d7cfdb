using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

/// <summary>Reads tensors in tests without the code under test.</summary>
internal static class Tensors
{
    public static float[] Floats(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().contiguous().data<float>().ToArray();
    }

    public static double[] Doubles(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    public static byte[] Bytes(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().contiguous().bytes.ToArray();
    }
}
