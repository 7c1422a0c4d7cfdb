using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>The affine maps f(x_i) = A_i x_i + b_i of N points, in flat arrays.</summary>
public sealed class AffineMapBatch
{
    private readonly double[] linear;
    private readonly double[] offsets;
    private readonly double[] values;

    internal AffineMapBatch(int count, int outputs, int inputs, AffineForm form, double[] linear, double[] offsets, double[] values)
    {
        (Count, Outputs, Inputs, Form) = (count, outputs, inputs, form);
        (this.linear, this.offsets, this.values) = (linear, offsets, values);
    }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <summary>Rows of every A_i.</summary>
    public int Outputs { get; }

    /// <summary>Columns of every A_i.</summary>
    public int Inputs { get; }

    /// <summary>The form of the maps.</summary>
    public AffineForm Form { get; }

    /// <summary>A_0, A_1, …: N × outputs × inputs entries, row-major.</summary>
    public ReadOnlyMemory<double> Linear => linear;

    /// <summary>b_0, b_1, …: N × outputs entries.</summary>
    public ReadOnlyMemory<double> Offsets => offsets;

    /// <summary>f(x_0), f(x_1), …: N × outputs entries.</summary>
    public ReadOnlyMemory<double> Values => values;

    /// <summary>The map at point <paramref name="index"/>, as a copy.</summary>
    /// <param name="index">Zero-based point.</param>
    public AffineMap this[int index] => new(
        new Matrix(Outputs, Inputs, linear.AsSpan(index * Outputs * Inputs, Outputs * Inputs)),
        [.. offsets.AsSpan(index * Outputs, Outputs)],
        Form);
}
