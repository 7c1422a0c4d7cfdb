using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

/// <summary>Hyperplanes normal·x = offset, and the network of one hidden ReLU layer whose cells they bound.</summary>
internal sealed record Arrangement(int Dimension, double[][] Normals, double[] Offsets)
{
    /// <summary>x_i = x_j: n! regions.</summary>
    public static Arrangement Braid(int n) => Differences(n, 0);

    /// <summary>x_i = 0, x_i = x_j, x_i = −x_j: 2^n n! regions.</summary>
    public static Arrangement TypeB(int n) => new(
        n,
        [.. Enumerable.Range(0, n).Select(i => Vector(n, (i, 1))), .. Pairs(n).SelectMany(p => new[] { Vector(n, (p.I, 1), (p.J, -1)), Vector(n, (p.I, 1), (p.J, 1)) })],
        new double[n * n]);

    /// <summary>x_i − x_j = 0, 1: (n + 1)^(n−1) regions (Shi 1986).</summary>
    public static Arrangement Shi(int n) => Differences(n, 0, 1);

    /// <summary>x_i − x_j = −1, 0, 1: n! C_n regions, C_n the Catalan number.</summary>
    public static Arrangement Catalan(int n) => Differences(n, -1, 0, 1);

    /// <summary>x_i − x_j = 1: 1, 2, 7, 36, 246 … regions (Postnikov, Stanley 2000).</summary>
    public static Arrangement Linial(int n) => Differences(n, 1);

    /// <summary>Random hyperplanes, in general position with probability one.</summary>
    public static Arrangement Generic(int dimension, int count, int seed, double spread)
    {
        var random = new Random(seed);
        return new Arrangement(
            dimension,
            [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimension).Select(_ => Gaussian(random)).ToArray())],
            [.. Enumerable.Range(0, count).Select(_ => spread * Gaussian(random))]);
    }

    /// <summary>Regions of n hyperplanes in general position: Σ_{i ≤ d} C(n, i) (Zaslavsky 1975).</summary>
    public static long GenericRegions(int dimension, int count)
    {
        long sum = 0;
        long binomial = 1;
        for (int i = 0; i <= dimension; i++)
        {
            sum += binomial;
            binomial = binomial * (count - i) / (i + 1);
        }

        return sum;
    }

    /// <summary>The same arrangement after a random linear map and shift of the space, each hyperplane scaled at random too: rounding makes it a little wrong.</summary>
    public Arrangement Moved(int seed)
    {
        var random = new Random(seed);
        double[][] map = [.. Enumerable.Range(0, Dimension).Select(i => Enumerable.Range(0, Dimension).Select(j => (i == j ? 2 : 0) + (0.7 * Gaussian(random))).ToArray())];
        double[] shift = [.. Enumerable.Range(0, Dimension).Select(_ => Gaussian(random))];
        double[] scale = [.. Normals.Select(_ => Math.Exp(3 * Gaussian(random)) * (random.Next(2) == 0 ? 1 : -1))];
        double[][] normals = [.. Normals.Select((n, k) => Enumerable.Range(0, Dimension).Select(j => scale[k] * Enumerable.Range(0, Dimension).Sum(i => n[i] * map[i][j])).ToArray())];
        return new Arrangement(Dimension, normals, [.. Offsets.Select((o, k) => (scale[k] * o) + normals[k].Zip(shift, (x, y) => x * y).Sum())]);
    }

    public Network Network(Activation? activation = null) => new(
        Dimension,
        [new Affine(Matrix.FromRows(Normals), [.. Offsets.Select(o => -o)]), new Elementwise(activation ?? new Relu())]);

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static Arrangement Differences(int n, params double[] offsets) => new(
        n,
        [.. Pairs(n).SelectMany(p => offsets.Select(_ => Vector(n, (p.I, 1), (p.J, -1))))],
        [.. Pairs(n).SelectMany(_ => offsets)]);

    private static IEnumerable<(int I, int J)> Pairs(int n) => Enumerable.Range(0, n).SelectMany(i => Enumerable.Range(i + 1, n - i - 1).Select(j => (i, j)));

    private static double[] Vector(int n, params (int Index, double Value)[] entries)
    {
        double[] vector = new double[n];
        foreach ((int index, double value) in entries)
        {
            vector[index] = value;
        }

        return vector;
    }
}
