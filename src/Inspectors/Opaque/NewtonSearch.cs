using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Inspectors.Opaque;

/// <summary>Newton's method for f^p(x) = x from many starts at once: one batched evaluation an iteration, steps clipped to the size of the box.</summary>
internal sealed class NewtonSearch(OpaqueMap map, Box box, FixedPointOptions options, CancellationToken cancellation)
{
    /// <summary>Newton converges quadratically at a simple root, so a root is followed two steps beyond the tolerance.</summary>
    private const int Polish = 2;

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly int d = map.Inputs;

    /// <summary>Whether the budget or a cancellation cut the search.</summary>
    public bool Interrupted { get; private set; }

    /// <summary>The distinct roots in the box.</summary>
    public List<NewtonRoot> Roots(Matrix starts, int period)
    {
        var iterated = new IteratedMap(map, period);
        double tolerance = Math.Max(options.Tolerance, 64 * period * map.UnitRoundoff);
        double reach = box.Lower.Zip(box.Upper).Max(side => side.Second - side.First);
        double far = 1e3 * (1 + reach + box.Lower.Concat(box.Upper).Max(Math.Abs));
        List<NewtonRoot> found = [];
        List<(double[] X, int Below)> active = [.. Enumerable.Range(0, starts.Rows).Select(i => (starts.Row(i).ToArray(), 0))];
        for (int iteration = 0; iteration < options.MaxIterations && active.Count > 0 && !MustStop(); iteration++)
        {
            (double[] values, double[] jacobians) = iterated.At(Matrix.FromRows([.. active.Select(point => point.X)]));
            List<(double[], int)> next = [];
            for (int i = 0; i < active.Count; i++)
            {
                (double[] x, int below) = active[i];
                double[] jacobian = jacobians.AsSpan(i * d * d, d * d).ToArray();
                double[] step = Residual(values.AsSpan(i * d, d), x, out double residual);
                if (!double.IsFinite(residual))
                {
                    // The module overflows here: this start leads nowhere.
                    continue;
                }

                double allowed = tolerance * (1 + x.Max(Math.Abs));
                below = residual <= allowed ? below + 1 : 0;
                if (below > Polish || (below > 0 && iteration == options.MaxIterations - 1))
                {
                    Keep(found, new NewtonRoot(x, jacobian, residual, Radius(jacobian, allowed)));
                    continue;
                }

                if (LinearSystem.Solve(IdentityMinus(jacobian), step, 1) && Advance(x, step, reach, far) is { } moved)
                {
                    next.Add((moved, below));
                }
                else if (below > 0)
                {
                    Keep(found, new NewtonRoot(x, jacobian, residual, Radius(jacobian, allowed)));
                }
            }

            active = next;
        }

        return found;
    }

    private bool MustStop()
    {
        Interrupted |= cancellation.IsCancellationRequested || watch.Elapsed > (options.Budget ?? TimeSpan.MaxValue);
        return Interrupted;
    }

    private void Keep(List<NewtonRoot> found, NewtonRoot root)
    {
        if (box.Contains(root.X) && !found.Exists(root.IsSameAs))
        {
            found.Add(root);
        }
    }

    private static double[] Residual(ReadOnlySpan<double> value, double[] x, out double norm)
    {
        double[] difference = new double[x.Length];
        norm = 0;
        for (int j = 0; j < x.Length; j++)
        {
            difference[j] = value[j] - x[j];
            norm = Math.Max(norm, Math.Abs(difference[j])); // Max carries a NaN on
        }

        return difference;
    }

    private static double[]? Advance(double[] x, double[] step, double reach, double far)
    {
        double length = step.Max(Math.Abs);
        double scale = length > reach && reach > 0 ? reach / length : 1;
        double[] moved = [.. x.Zip(step, (position, move) => position + (scale * move))];
        return moved.All(value => Math.Abs(value) <= far) ? moved : null;
    }

    private double[] IdentityMinus(double[] jacobian)
    {
        double[] result = Array.ConvertAll(jacobian, entry => -entry);
        for (int i = 0; i < d; i++)
        {
            result[(i * d) + i] += 1;
        }

        return result;
    }

    private double Radius(double[] jacobian, double allowed)
    {
        double[] inverse = Matrix.Identity(d).Values.ToArray();
        if (!LinearSystem.Solve(IdentityMinus(jacobian), inverse, d))
        {
            return Math.Sqrt(allowed);
        }

        double norm = 0;
        for (int i = 0; i < d; i++)
        {
            double sum = 0;
            for (int j = 0; j < d; j++)
            {
                sum += Math.Abs(inverse[(i * d) + j]);
            }

            norm = Math.Max(norm, sum);
        }

        return 2 * norm * allowed;
    }
}
