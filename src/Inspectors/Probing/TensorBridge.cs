using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Probing;

/// <summary>Copies between managed doubles and tensors. float16, bfloat16 and float32 are dyadic, so reading them as double is exact.</summary>
internal static class TensorBridge
{
    /// <summary>The entries in row-major order, as a copy. Leaves no tensor behind.</summary>
    public static double[] Read(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor.detach().to_type(ScalarType.Float64).cpu().contiguous();
        using TensorAccessor<double> accessor = values.data<double>();
        return accessor.ToArray();
    }

    /// <summary>The entries in row-major order, in a buffer that is used again from call to call and grows when it must.</summary>
    public static ReadOnlySpan<double> Read(Tensor tensor, ref double[] buffer)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor.detach().to_type(ScalarType.Float64).cpu().contiguous();
        using TensorAccessor<double> accessor = values.data<double>();
        int count = checked((int)accessor.Count);
        if (buffer.Length < count)
        {
            buffer = new double[count];
        }

        accessor.CopyTo(buffer.AsSpan(0, count));
        return buffer.AsSpan(0, count);
    }

    /// <summary>The entries as a matrix with the given number of rows.</summary>
    public static Matrix ReadMatrix(Tensor tensor, int rows)
    {
        double[] values = Read(tensor);
        return new Matrix(rows, rows == 0 ? 0 : values.Length / rows, values);
    }

    /// <summary>A tensor of shape (N, shape…) from N rows.</summary>
    public static Tensor Write(Matrix points, ReadOnlySpan<long> shape, ScalarType dtype, Device device) =>
        tensor(points.Values.ToArray(), [points.Rows, .. shape], dtype: dtype, device: device);

    /// <summary>The points as the module sees them: rounded to its type, so that module and network are asked about the same numbers.</summary>
    public static Matrix Round(Matrix points, ScalarType dtype)
    {
        using DisposeScope scope = NewDisposeScope();
        return dtype == ScalarType.Float64 ? points : ReadMatrix(Write(points, [points.Columns], dtype, CPU), points.Rows);
    }

    /// <summary>What is written about a shape in messages: [64, 3, 28, 28].</summary>
    public static string Show(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
