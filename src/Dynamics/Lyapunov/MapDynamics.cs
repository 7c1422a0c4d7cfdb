using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>The orbit of a map.</summary>
internal sealed class MapDynamics : TangentDynamics
{
    private readonly IDifferentiableMap map;
    private readonly int iterations;
    private readonly double[] value;
    private readonly double[] factor;
    private readonly double[] jacobian;
    private readonly double[] column;

    public MapDynamics(IDifferentiableMap map, int iterations)
    {
        (this.map, this.iterations) = (map, iterations);
        int d = map.Dimension;
        (value, column, factor, jacobian) = (new double[d], new double[d], new double[d * d], new double[d * d]);
    }

    public override int Dimension => map.Dimension;

    public override double Interval => iterations;

    public override double Advance(Span<double> x, Span<double> directions)
    {
        double volume = 0;
        for (int k = 0; k < iterations; k++)
        {
            map.Evaluate(x, value, jacobian);
            value.CopyTo(x);
            for (int at = 0; at < directions.Length; at += Dimension)
            {
                Apply(directions.Slice(at, Dimension));
            }

            if (!directions.IsEmpty)
            {
                jacobian.CopyTo(factor, 0);
                volume += LogDeterminant.Of(factor, Dimension).Log;
            }
        }

        return volume;
    }

    private void Apply(Span<double> direction)
    {
        int d = Dimension;
        for (int i = 0; i < d; i++)
        {
            double sum = 0;
            for (int j = 0; j < d; j++)
            {
                sum += jacobian[(i * d) + j] * direction[j];
            }

            column[i] = sum;
        }

        column.CopyTo(direction);
    }
}
