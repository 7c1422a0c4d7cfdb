using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>Reads tensors into managed memory.</summary>
internal static class HostValues
{
    public static double[] Read(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor.detach().to_type(ScalarType.Float64).cpu().contiguous();
        using TensorAccessor<double> accessor = values.data<double>();
        return accessor.ToArray();
    }
}
