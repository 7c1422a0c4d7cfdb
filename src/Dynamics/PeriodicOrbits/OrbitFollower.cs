using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>Follows solutions from place to place. What cannot be followed, because it blows up or its scheme gives in, is no closed orbit and is told by null or false.</summary>
/// <param name="field">f.</param>
/// <param name="scheme">The scheme.</param>
/// <param name="cancellation">Ends any of it with an exception.</param>
internal sealed class OrbitFollower(IVectorField field, FlowSolver scheme, CancellationToken cancellation)
{
    private const int Looks = 16;

    private readonly OdeSolver solver = new(field, scheme);
    private readonly int d = field.Dimension;

    /// <summary>Replaces a state by φ_t of it; false, with the state as it was, when that cannot be followed.</summary>
    public bool Advance(double[] state, double time)
    {
        try
        {
            solver.Integrate(state, time, null, cancellation);
            return true;
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }

    /// <summary>Points of the orbit through x in equal times, the last at the end, or as far as it can be followed.</summary>
    public Matrix Sample(double[] x, double period, int count)
    {
        double[] rows = new double[(count + 1) * d];
        double[] state = [.. x];
        for (int k = 0; k <= count; k++)
        {
            state.CopyTo(rows, k * d);
            if (k < count && !Advance(state, period / count))
            {
                return new Matrix(k + 1, d, rows.AsSpan(0, (k + 1) * d));
            }
        }

        return new Matrix(count + 1, d, rows);
    }

    /// <summary>Nodes at equal times, the first at x; null when the solution cannot be followed.</summary>
    /// <param name="x">The first node.</param>
    /// <param name="period">T.</param>
    /// <param name="segments">How many nodes.</param>
    /// <param name="direction">1 to go forward from x, −1 to go back from it as the end of the period.</param>
    public double[]? Nodes(ReadOnlySpan<double> x, double period, int segments, int direction)
    {
        double[] nodes = new double[segments * d];
        double[] state = x.ToArray();
        for (int i = 0; i < segments; i++)
        {
            state.CopyTo(nodes, (direction > 0 ? i : (segments - i) % segments) * d);
            if (i + 1 < segments && !Advance(state, direction * period / segments))
            {
                return null;
            }
        }

        return nodes;
    }

    /// <summary>The largest distance from x_0 of some places along the orbit; null when a segment cannot be followed.</summary>
    public double? Extent(ShootingPoint point)
    {
        int segments = point.Nodes.Length / d;
        int each = Math.Max(1, Looks / segments);
        double extent = 0;
        for (int s = 0; s < segments; s++)
        {
            double[] state = point.Nodes.AsSpan(s * d, d).ToArray();
            for (int k = 0; k < each; k++)
            {
                if (!Advance(state, point.Period / segments / each))
                {
                    return null;
                }

                extent = Math.Max(extent, MaximumNorm.Distance(state, point.Start(d)));
            }
        }

        return extent;
    }

    /// <summary>‖φ_(T/k)(x_0) − x_0‖∞, from the last node before that time, so that an unstable orbit is not lost on the way; infinite when it cannot be followed.</summary>
    public double Gap(ShootingPoint point, int k)
    {
        int segments = point.Nodes.Length / d;
        double[] state = point.Nodes.AsSpan(segments / k * d, d).ToArray();
        double left = (point.Period / k) - (segments / k * (point.Period / segments));
        return Advance(state, left) ? MaximumNorm.Distance(state, point.Start(d)) : double.PositiveInfinity;
    }

    /// <summary>Places along all segments, each from its own node, with x_0 again at the end, and the largest distance at which a segment ends from the next node.</summary>
    /// <param name="point">The orbit.</param>
    /// <param name="count">How many places, as far as the segments divide it.</param>
    /// <returns>Null when a segment cannot be followed.</returns>
    public (Matrix Places, double Gap)? Trace(ShootingPoint point, int count)
    {
        int segments = point.Nodes.Length / d;
        int each = Math.Max(1, count / segments);
        double[] rows = new double[((segments * each) + 1) * d];
        double[] state = new double[d];
        double gap = 0;
        for (int s = 0; s < segments; s++)
        {
            point.Nodes.AsSpan(s * d, d).CopyTo(state);
            for (int k = 0; k < each; k++)
            {
                state.CopyTo(rows, ((s * each) + k) * d);
                if (!Advance(state, point.Period / segments / each))
                {
                    return null;
                }
            }

            gap = Math.Max(gap, MaximumNorm.Distance(state, point.Nodes.AsSpan((s + 1) * d % point.Nodes.Length, d)));
        }

        point.Start(d).CopyTo(rows.AsSpan(segments * each * d));
        return (new Matrix((segments * each) + 1, d, rows), gap);
    }
}
