using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>One step of every row: where it starts and how long it is; 0 for a row that does not move.</summary>
internal sealed record StepSizes(double[] Start, double[] Size)
{
    /// <summary>The sizes as a column (N, 1).</summary>
    public Tensor Column(Tensor state) => tensor(Size, [Size.Length, 1], dtype: state.dtype, device: state.device);

    /// <summary>The time of each row at node c.</summary>
    public double[] At(double c)
    {
        double[] times = new double[Start.Length];
        for (int r = 0; r < times.Length; r++)
        {
            times[r] = Start[r] + (c * Size[r]);
        }

        return times;
    }
}
