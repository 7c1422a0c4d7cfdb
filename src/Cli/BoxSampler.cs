using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Cli;

/// <summary>Points uniform in a box, the same for the same seed however they are drawn.</summary>
internal sealed class BoxSampler(Box box, int seed)
{
    private readonly Random random = new(seed);

    /// <summary>The next <paramref name="count"/> points, one a row.</summary>
    public Matrix Draw(int count)
    {
        double[] points = new double[count * box.Dimension];
        for (int i = 0; i < points.Length; i++)
        {
            int axis = i % box.Dimension;
            double share = random.NextDouble();

            // Not lower + share·(upper − lower): the width of a box of finite bounds may overflow.
            points[i] = ((1 - share) * box.Lower[axis]) + (share * box.Upper[axis]);
        }

        return new Matrix(count, box.Dimension, points);
    }
}
