using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Training;

/// <summary>Carries a batch of points through a network layer by layer and counts, at each activation layer, the units whose slope vanishes
/// at all of them.</summary>
internal sealed class DeadUnitSearch
{
    private readonly List<Layer> layers = [];

    /// <summary>The activation layers in the order of evaluation.</summary>
    public IReadOnlyList<Layer> Layers => layers;

    /// <summary>Flow layers: their field is evaluated along trajectories, not at the points.</summary>
    public int Unexamined { get; private set; }

    /// <summary>Examines <paramref name="network"/> at <paramref name="points"/> and returns its values there.</summary>
    public Matrix Walk(Network network, Matrix points, string path = "")
    {
        Matrix h = points;
        for (int i = 0; i < network.Layers.Length; i++)
        {
            string here = $"{path}layers[{i}]";
            switch (network.Layers[i])
            {
                case Elementwise elementwise:
                    layers.Add(new Layer(here, CountDead(elementwise, h), h.Columns));
                    h = Apply(elementwise, h);
                    break;
                case Residual residual:
                    h = Sum(h, Walk(residual.Branch, h, $"{here}.branch."));
                    break;
                case Flow flow:
                    Unexamined++;
                    h = Apply(flow, h);
                    break;
                case { } layer:
                    h = Apply(layer, h);
                    break;
            }
        }

        return h;
    }

    // ln|σ′| = −∞ exactly where σ′ is 0; σ′ itself also underflows to 0 in the saturation of tanh, whose units are not dead.
    private static int CountDead(Elementwise layer, Matrix z)
    {
        int dead = 0;
        for (int unit = 0; unit < z.Columns; unit++)
        {
            Activation activation = layer[unit];
            bool alive = false;
            for (int point = 0; point < z.Rows && !alive; point++)
            {
                alive = !double.IsNegativeInfinity(activation.LogDerivative(z[point, unit]));
            }

            dead += alive ? 0 : 1;
        }

        return dead;
    }

    private static Matrix Apply(Dynamics.Networks.Layer layer, Matrix h) => new Network(h.Columns, [layer]).Evaluate(h);

    private static Matrix Sum(Matrix a, Matrix b)
    {
        double[] sum = a.Values.ToArray();
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += b.Values[i];
        }

        return new Matrix(a.Rows, a.Columns, sum);
    }

    /// <summary>One activation layer: where it stands, how many of its units are dead, how many it has.</summary>
    internal sealed record Layer(string Path, int Dead, int Units);
}
