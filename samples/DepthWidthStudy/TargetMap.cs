using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Samples.DepthWidthStudy;

/// <summary>A map f of [0, 1] with two pieces that bend at ½, and the networks that represent f^k exactly.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="AtZero">f(0).</param>
/// <param name="AtHalf">f(½).</param>
/// <param name="AtOne">f(1).</param>
/// <param name="Entropy">h(f), from theory §3, to compare with.</param>
internal sealed record TargetMap(string Name, double AtZero, double AtHalf, double AtOne, double Entropy)
{
    /// <summary>2 r(x) − 4 r(x − ½).</summary>
    public static TargetMap Tent { get; } = new("tent", 0, 1, 0, Math.Log(2));

    /// <summary>½ + r(x) − 3 r(x − ½): 0 → ½ → 1 → 0.</summary>
    public static TargetMap PeriodThree { get; } = new("period three", 0.5, 1, 0, Math.Log((1 + Math.Sqrt(5)) / 2));

    public double Value(double x) => x <= 0.5 ? AtZero + (2 * x * (AtHalf - AtZero)) : AtHalf + (((2 * x) - 1) * (AtOne - AtHalf));

    /// <summary>f^k(x); exact while x has few binary digits, as all slopes are powers of two.</summary>
    public double Iterate(double x, int k)
    {
        for (int i = 0; i < k; i++)
        {
            x = Value(x);
        }

        return x;
    }

    /// <summary>A network with l hidden layers that is f^k on [0, 1]: each layer and the affine map behind it is f^(k/l), a unit for each of its pieces.</summary>
    /// <param name="k">The iterate, a multiple of <paramref name="layers"/>.</param>
    /// <param name="layers">l.</param>
    public Network Representing(int k, int layers)
    {
        List<Layer> stack = [];
        for (int i = 0; i < layers; i++)
        {
            stack.AddRange(OneLayer(k / layers));
        }

        return new Network(1, stack);
    }

    // Σ_i (s_i − s_(i−1)) r(x − t_i) + f^n(0) over the breakpoints t_0 = 0 < t_1 < … of f^n.
    private IEnumerable<Layer> OneLayer(int n)
    {
        double[] breaks = Breakpoints(n);
        double[] changes = new double[breaks.Length - 1];
        double last = 0;
        for (int i = 0; i < changes.Length; i++)
        {
            double slope = (Iterate(breaks[i + 1], n) - Iterate(breaks[i], n)) / (breaks[i + 1] - breaks[i]);
            (changes[i], last) = (slope - last, slope);
        }

        int units = changes.Length;
        yield return new Affine(new Matrix(units, 1, [.. Enumerable.Repeat(1.0, units)]), [.. breaks.SkipLast(1).Select(t => -t)]);
        yield return new Elementwise([.. Enumerable.Repeat(new Relu(), units)]);
        yield return new Affine(new Matrix(1, units, changes), [Iterate(0, n)]);
    }

    // Preimages of ½ under f^0 … f^(n−1), and the ends.
    private double[] Breakpoints(int n)
    {
        SortedSet<double> breaks = [0, 1];
        List<double> level = [0.5];
        for (int i = 0; i < n; i++)
        {
            breaks.UnionWith(level);
            level = [.. level.SelectMany(Preimages)];
        }

        return [.. breaks];
    }

    private IEnumerable<double> Preimages(double y)
    {
        double left = (y - AtZero) / (2 * (AtHalf - AtZero));
        double right = (1 + ((y - AtHalf) / (AtOne - AtHalf))) / 2;
        return new[] { left, right }.Where(x => x is >= 0 and <= 1 && Value(x) == y).Distinct();
    }
}
