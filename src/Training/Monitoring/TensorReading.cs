using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>Numbers out of tensors, as double and without a trace: the caller's dispose scope, if any, sees no new tensor.</summary>
internal static class TensorReading
{
    /// <summary>The single number of a tensor with one element, on any device and of any real type.</summary>
    public static double ReadScalar(this Tensor tensor)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        return tensor.detach().to_type(ScalarType.Float64).item<double>();
    }

    /// <summary>A weight as a matrix: first dimension × all others, the shape in which a linear or convolutional layer
    /// multiplies.</summary>
    public static Matrix ReadMatrix(this Tensor tensor)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        int rows = checked((int)tensor.shape[0]);
        int columns = checked((int)(tensor.numel() / rows));

        // The accessor keeps the tensor alive, outside of any scope, until it is disposed.
        using TensorAccessor<double> accessor = tensor.detach().to_type(ScalarType.Float64).cpu().contiguous().data<double>();
        return new Matrix(rows, columns, accessor.ToArray());
    }
}
