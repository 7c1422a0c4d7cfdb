using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Flows;

/// <summary>Neural ODEs Φ(x) = ãᵀφ_T(Ax + b) + b̃ for the tests.</summary>
internal static class FlowNetworks
{
    public static FlowSolver Adaptive { get; } = new("dopri5", 1, 1e-9, 1e-11);

    /// <summary>
    /// Ψ as a neural ODE with one more phase coordinate: (ẏ, ż) = (0, Ψ(y)/T) is a shear, so that z(T) = Ψ(x) exactly, whatever the scheme.
    /// </summary>
    public static Network Shear(Network scalar, double time, FlowSolver solver)
    {
        int d = scalar.Inputs;
        Affine first = (Affine)scalar.Layers[0];
        Affine last = (Affine)scalar.Layers[^1];
        double[] head = new double[first.Weight.Rows * (d + 1)];
        for (int i = 0; i < first.Weight.Rows; i++)
        {
            first.Weight.Row(i).CopyTo(head.AsSpan(i * (d + 1)));
        }

        double[] tail = new double[(d + 1) * last.Weight.Columns];
        for (int j = 0; j < last.Weight.Columns; j++)
        {
            tail[(d * last.Weight.Columns) + j] = last.Weight[0, j] / time;
        }

        Network field = new(
            d + 1,
            [
                new Affine(new Matrix(first.Weight.Rows, d + 1, head), [.. first.Bias]),
                .. scalar.Layers.Skip(1).SkipLast(1),
                new Affine(new Matrix(d + 1, last.Weight.Columns, tail), [.. new double[d], last.Bias[0] / time]),
            ]);
        double[] lift = new double[(d + 1) * d];
        for (int i = 0; i < d; i++)
        {
            lift[(i * d) + i] = 1;
        }

        double[] readout = new double[d + 1];
        readout[d] = 1;
        return new Network(
            d, [new Affine(new Matrix(d + 1, d, lift), new double[d + 1]), new Flow(field, time, solver), new Affine(new Matrix(1, d + 1, readout), [0])]);
    }

    /// <summary>A random tanh field of phase dimension m behind and before Gaussian maps.</summary>
    public static Network Random(int inputs, int phase, int hidden, int seed, double time, FlowSolver solver, double gain = 1, string function = "tanh")
    {
        Random random = new(seed);
        Affine lift = Affine(phase, inputs, random, 1);
        Affine inner = Affine(hidden, phase, random, gain);
        Affine outer = Affine(phase, hidden, random, gain / Math.Sqrt(hidden));
        Affine readout = Affine(1, phase, random, 1);
        Network field = new(phase, [inner, new Elementwise(ActivationCatalogue.Create(function)), outer]);
        return new Network(inputs, [lift, new Flow(field, time, solver), readout]);
    }

    public static Affine Affine(int rows, int columns, Random random, double gain) => new(
        new Matrix(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => gain * Gaussian(random))]),
        [.. Enumerable.Range(0, rows).Select(_ => Gaussian(random))]);

    public static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
