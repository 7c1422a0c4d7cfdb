using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>Certified Lipschitz constants of a network on a box, smooth or not: norms of enclosures of the Jacobian over parts of it, the part with the largest norm halved first.</summary>
internal static class JacobianNorms
{
    private const int Parts = 1500;

    /// <summary>sup ‖Df‖₁, sup ‖Df‖₂ and sup ‖Df‖∞, from above.</summary>
    public static (double One, double Two, double Infinity) Above(Network network, Box box, WorkLimit limit)
    {
        NetworkBounds bounds = new(network, IntermediateBounds.Linear);
        Interval[] jacobian = new Interval[network.Outputs * network.Inputs];
        double Bound(Func<double, double, double> norm)
        {
            PriorityQueue<Interval[], double> open = new();
            void Add(Interval[] part)
            {
                bounds.Jacobian(part, [], jacobian);
                (double one, double infinity) = Norms(jacobian, network.Inputs);
                open.Enqueue(part, -norm(one, infinity));
            }

            Add([.. Enumerable.Range(0, box.Dimension).Select(k => new Interval(box.Lower[k], box.Upper[k]))]);
            for (int parts = 1; parts < Parts && !limit.IsReached(0); parts++)
            {
                Interval[] part = open.Dequeue();
                int widest = Enumerable.Range(0, part.Length).MaxBy(k => part[k].Width);
                double middle = part[widest].Midpoint;
                Interval[] left = [.. part];
                left[widest] = new Interval(part[widest].Lower, middle);
                part[widest] = new Interval(middle, part[widest].Upper);
                Add(left);
                Add(part);
            }

            open.TryPeek(out _, out double largest);
            return -largest;
        }

        double first = Bound((one, _) => one);
        return network.Inputs == 1 && network.Outputs == 1 ? (first, first, first) : (first, Bound((one, infinity) => Rounded.SqrtUp(Rounded.MultiplyUp(one, infinity))), Bound((_, infinity) => infinity));
    }

    // ‖A‖₂² ≤ ‖A‖₁ ‖A‖∞.
    private static (double One, double Infinity) Norms(Interval[] a, int columns)
    {
        double[] column = new double[columns];
        (double infinity, double row) = (0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            row = Rounded.AddUp(i % columns == 0 ? 0 : row, a[i].Magnitude);
            column[i % columns] = Rounded.AddUp(column[i % columns], a[i].Magnitude);
            infinity = Math.Max(infinity, row);
        }

        return (column.Max(), infinity);
    }
}
