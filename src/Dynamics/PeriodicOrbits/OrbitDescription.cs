using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>Two solutions of the shooting equations, the second at the tighter tolerance, as a closed orbit with its multipliers and errors. Memory of one thread.</summary>
internal sealed class OrbitDescription
{
    /// <summary>Where the flow direction does not have the multiplier 1 to two digits, what was found is not a closed orbit, or nothing is known of its multipliers.</summary>
    private const double LargestDeviation = 1e-2;

    private readonly IVectorField field;
    private readonly Box box;
    private readonly PeriodicOrbitOptions options;
    private readonly OrbitFollower follower;
    private readonly OrbitFollower volume;
    private readonly int d;

    public OrbitDescription(IVectorField field, Box box, PeriodicOrbitOptions options, CancellationToken cancellation)
    {
        (this.field, this.box, this.options) = (field, box, options);
        d = field.Dimension;
        follower = new OrbitFollower(field, options.Solver, cancellation);
        volume = new OrbitFollower(new DivergenceField(field), options.Solver, cancellation);
    }

    /// <summary>The orbit; null when it does not meet the box or is not followed closely enough to be one.</summary>
    public PeriodicOrbit? Of(ShootingPoint loose, ShootingPoint point)
    {
        if (follower.Trace(point, options.Points) is not var (points, gap) || Divergence(point) is not double divergence)
        {
            return null;
        }

        bool meets = false;
        bool inside = true;
        for (int i = 0; i < points.Rows; i++)
        {
            bool here = box.Contains(points.Row(i));
            meets |= here;
            inside &= here;
        }

        double deviation = Deviation(point);
        if (!meets || !(deviation <= LargestDeviation))
        {
            return null;
        }

        double[] flow = new double[d];
        double[] looseFlow = new double[d];
        field.Value(point.Start(d), flow);
        field.Value(loose.Start(d), looseFlow);
        (var multipliers, double error, Stability stability) = FloquetReading.Of(point.Monodromy(d), flow, loose.Monodromy(d), looseFlow, deviation);

        double floor = Shooting.SingularShare * point.Equations.Largest;
        double least = point.Equations.SingularValues.Where(s => s > floor).DefaultIfEmpty(1).Min();

        // The trace takes other steps: where an error estimate overlooked a kink of the field, both solutions of the equations may agree and be wrong.
        double reach = Math.Max(point.Residual, gap) / least;
        double apart = MaximumNorm.Distance(point.Start(d), loose.Start(d));

        // Phase and family parameters do not count: a point may slide along them from one solution to the other.
        int family = point.Equations.SingularValues.Count(s => s <= floor);
        return new PeriodicOrbit
        {
            X = [.. point.Start(d)],
            Period = point.Period,
            PeriodError = (family > 0 ? 0 : Math.Abs(point.Period - loose.Period)) + (reach / point.Speed) + (4e-16 * point.Period),
            PointError = (family > 0 ? 0 : apart) + reach,
            Residual = point.Residual,
            Segments = point.Nodes.Length / d,
            Multipliers = multipliers,
            MultiplierError = error,
            TrivialDeviation = deviation,
            DivergenceIntegral = divergence,
            Stability = stability,
            Points = points,
            IsInside = inside,
            FamilyDimension = family,
        };
    }

    /// <summary>max ‖Dφ(x_i) f(x_i) − f(x_(i+1))‖/‖f(x_(i+1))‖ over the segments.</summary>
    private double Deviation(ShootingPoint point)
    {
        double largest = 0;
        double[] from = new double[d];
        double[] to = new double[d];
        double[] off = new double[d];
        for (int s = 0; s < point.Nodes.Length / d; s++)
        {
            field.Value(point.Nodes.AsSpan(s * d, d), from);
            field.Value(point.Nodes.AsSpan((s + 1) * d % point.Nodes.Length, d), to);
            for (int i = 0; i < d; i++)
            {
                off[i] = -to[i];
                for (int j = 0; j < d; j++)
                {
                    off[i] += point.Segments[(((s * d) + i) * d) + j] * from[j];
                }
            }

            largest = Math.Max(largest, Spectra.MatrixNorms.Frobenius(off) / Spectra.MatrixNorms.Frobenius(to));
        }

        return largest;
    }

    /// <summary>∮ tr Df dt; null when a segment cannot be followed.</summary>
    private double? Divergence(ShootingPoint point)
    {
        int segments = point.Nodes.Length / d;
        double[] state = new double[d + 1];
        double sum = 0;
        for (int s = 0; s < segments; s++)
        {
            point.Nodes.AsSpan(s * d, d).CopyTo(state);
            state[d] = 0;
            if (!volume.Advance(state, point.Period / segments))
            {
                return null;
            }

            sum += state[d];
        }

        return sum;
    }
}
