using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>A grid of points of a box with their images under f^k, k = 0, 1, …; a point that leaves the finite numbers keeps NaN from then on.</summary>
internal sealed class ImageGrid
{
    private readonly Network network;
    private readonly double[] images;
    private readonly int[] strides;

    /// <summary>Lays the grid; the images are the points.</summary>
    /// <param name="network">f.</param>
    /// <param name="box">The box.</param>
    /// <param name="intervals">Intervals an axis; there is one line more.</param>
    public ImageGrid(Network network, Box box, int intervals)
    {
        this.network = network;
        Intervals = intervals;
        Dimension = box.Dimension;
        strides = new int[Dimension];
        int count = 1;
        for (int k = 0; k < Dimension; k++)
        {
            strides[k] = count;
            count *= intervals + 1;
        }

        Count = count;
        Lines = [.. Enumerable.Range(0, Dimension).Select(k => Enumerable.Range(0, intervals + 1)
            .Select(i => box.Lower[k] + ((box.Upper[k] - box.Lower[k]) * i / intervals)).ToArray())];
        images = new double[count * Dimension];
        for (int point = 0; point < count; point++)
        {
            for (int k = 0; k < Dimension; k++)
            {
                images[(point * Dimension) + k] = Lines[k][Line(point, k)];
            }
        }
    }

    public int Dimension { get; }

    public int Intervals { get; }

    public int Count { get; }

    /// <summary>The coordinates of the lines, an array an axis.</summary>
    public double[][] Lines { get; }

    /// <summary>The number of the line across an axis on which a point lies.</summary>
    public int Line(int point, int axis) => point / strides[axis] % (Intervals + 1);

    /// <summary>A coordinate of a point's image.</summary>
    public double Image(int point, int axis) => images[(point * Dimension) + axis];

    /// <summary>The points in a product of ranges of lines, ends included.</summary>
    public IEnumerable<int> Points((int First, int Last)[] range)
    {
        int[] at = [.. range.Select(r => r.First)];
        while (true)
        {
            int point = 0;
            for (int k = 0; k < at.Length; k++)
            {
                point += at[k] * strides[k];
            }

            yield return point;
            int axis = 0;
            while (axis < at.Length && at[axis] == range[axis].Last)
            {
                at[axis] = range[axis].First;
                axis++;
            }

            if (axis == at.Length)
            {
                yield break;
            }

            at[axis]++;
        }
    }

    /// <summary>Applies f once more.</summary>
    public void Step()
    {
        int[] finite = [.. Enumerable.Range(0, Count).Where(point => Enumerable.Range(0, Dimension).All(k => Math.Abs(Image(point, k)) < 1e150))];
        if (finite.Length > 0)
        {
            double[] points = [.. finite.SelectMany(point => Enumerable.Range(0, Dimension).Select(k => Image(point, k)))];
            Matrix values = network.Evaluate(new Matrix(finite.Length, Dimension, points));
            Array.Fill(images, double.NaN);
            for (int i = 0; i < finite.Length; i++)
            {
                values.Row(i).CopyTo(images.AsSpan(finite[i] * Dimension));
            }
        }
    }
}
