using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>
/// Promising starts: the centres of those cells of a grid over whose corners every component of ∇Φ takes both signs, as it must around a zero that the grid
/// resolves.
/// </summary>
internal static class SignChanges
{
    /// <summary>Above it a grid resolves nothing.</summary>
    private const int MostDimensions = 4;

    /// <summary>The centres, in the order of the grid; none above four dimensions.</summary>
    /// <param name="network">Φ, at the tolerance to use.</param>
    /// <param name="box">The box.</param>
    /// <param name="points">How many gradients the grid may cost, about.</param>
    /// <param name="workers">Number of threads.</param>
    /// <param name="stop">Asked often; true ends with none.</param>
    public static List<double[]> Centres(Network network, Box box, int points, int workers, Func<bool> stop)
    {
        int d = box.Dimension;
        int side = (int)Math.Pow(points, 1.0 / d);
        if (d > MostDimensions || side < 3)
        {
            return [];
        }

        int[] strides = [.. Enumerable.Range(0, d).Select(i => (int)Math.Round(Math.Pow(side, i)))];
        int count = strides[^1] * side;
        double[][] gradients = new double[count][];
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = workers },
            () => new ReadoutJet(network, false),
            (k, _, jet) =>
            {
                gradients[k] = !stop() && jet.At(At(box, k, strides, side, 0)) ? [.. jet.Gradient] : [];
                return jet;
            },
            _ => { });
        List<double[]> centres = [];
        for (int k = 0; k < count && !stop(); k++)
        {
            if (strides.All(stride => (k / stride % side) < side - 1) && ChangesSign(gradients, k, strides))
            {
                centres.Add(At(box, k, strides, side, 0.5));
            }
        }

        return centres;
    }

    private static bool ChangesSign(double[][] gradients, int cell, int[] strides)
    {
        int d = strides.Length;
        (int above, int below) = (0, 0);
        for (int corner = 0; corner < 1 << d; corner++)
        {
            int at = cell;
            for (int i = 0; i < d; i++)
            {
                at += ((corner >> i) & 1) * strides[i];
            }

            if (gradients[at].Length == 0)
            {
                return false;
            }

            for (int i = 0; i < d; i++)
            {
                above |= gradients[at][i] >= 0 ? 1 << i : 0;
                below |= gradients[at][i] <= 0 ? 1 << i : 0;
            }
        }

        return (above & below) == (1 << d) - 1;
    }

    private static double[] At(Box box, int index, int[] strides, int side, double shift)
    {
        double[] x = new double[strides.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double share = ((index / strides[i] % side) + shift) / (side - 1);
            x[i] = (box.Lower[i] * (1 - share)) + (box.Upper[i] * share);
        }

        return x;
    }
}
