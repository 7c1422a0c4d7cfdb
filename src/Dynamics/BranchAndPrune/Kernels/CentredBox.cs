using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Kernels;

/// <summary>A box as centre and radius, padded with zeros to whole vectors.</summary>
/// <param name="n">Dimension.</param>
internal sealed class CentredBox(int n)
{
    private readonly double[] centre = new double[Lanes.Stride(n)];
    private readonly double[] radius = new double[Lanes.Stride(n)];

    /// <summary>The centre, a point of the box.</summary>
    public double[] Centre => centre;

    /// <summary>Every x_i of the box is within Radius_i of Centre_i.</summary>
    public double[] Radius => radius;

    /// <summary>The largest radius.</summary>
    public double LargestRadius { get; private set; }

    /// <summary>Takes over a box.</summary>
    public void Load(ReadOnlySpan<Interval> box)
    {
        double largest = 0;
        for (int i = 0; i < box.Length; i++)
        {
            (double lower, double upper) = (box[i].Lower, box[i].Upper);
            double middle = (0.5 * lower) + (0.5 * upper);
            middle = middle < lower ? lower : middle > upper ? upper : middle;
            centre[i] = middle;
            double r = Math.Max(upper - middle, middle - lower);
            radius[i] = r == 0 ? 0 : Math.BitIncrement(r);
            largest = Math.Max(largest, r);
        }

        LargestRadius = largest;
    }
}
