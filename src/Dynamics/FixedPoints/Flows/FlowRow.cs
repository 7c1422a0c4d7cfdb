using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// Flows of one field in a row: φ_s∘φ_t = φ_(s+t), and n equal steps after m are n + m of them. Directions of time must agree, since the way there may
/// leave the finite numbers where the sum does not.
/// </summary>
internal static class FlowRow
{
    /// <summary>The layers of a network with such flows joined, also across affine maps between them that are the identity together, exactly.</summary>
    public static ImmutableArray<Layer> Joined(Network network)
    {
        List<Layer> layers = [];
        foreach (Layer layer in network.Layers)
        {
            int last = layers.FindLastIndex(known => known is not Affine);
            if (layer is Flow next && last >= 0 && layers[last] is Flow first && Join(first, next) is Flow joined
                && ExactAffine.IsIdentity(first.Field.Inputs, layers.Skip(last + 1).Cast<Affine>()))
            {
                layers.RemoveRange(last, layers.Count - last);
                layers.Add(joined);
            }
            else
            {
                layers.Add(layer);
            }
        }

        return [.. layers];
    }

    private static Flow? Join(Flow first, Flow next)
    {
        double time = first.Time + next.Time;
        if (Math.Sign(first.Time) != Math.Sign(next.Time) || !double.IsFinite(time) || !first.Field.Equals(next.Field))
        {
            return null;
        }

        if (first.Solver.IsAdaptive)
        {
            return first.Solver == next.Solver ? new Flow(first.Field, time, first.Solver) : null;
        }

        // The same step, and a sum that divides into it again: otherwise the joined steps are others by rounding.
        double step = first.Time / first.Solver.Steps;
        long steps = (long)first.Solver.Steps + next.Solver.Steps;
        return first.Solver with { Steps = next.Solver.Steps } == next.Solver && step == next.Time / next.Solver.Steps && steps <= int.MaxValue && time / steps == step
            ? new Flow(first.Field, time, first.Solver with { Steps = (int)steps })
            : null;
    }
}
