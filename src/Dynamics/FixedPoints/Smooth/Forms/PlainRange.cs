using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth.Forms;

/// <summary>A network over a box in plain interval arithmetic, unbounded intervals included: for boxes over which linear forms overflow.</summary>
internal static class PlainRange
{
    /// <summary>The range of every output.</summary>
    public static Interval[] Of(Stage[] stages, ReadOnlySpan<Interval> box)
    {
        Interval[] h = [.. box];
        Stack<Interval[]> saved = [];
        foreach (Stage stage in stages)
        {
            switch (stage)
            {
                case AffineStage affine:
                    h = Apply(affine, h);
                    break;
                case ElementwiseStage elementwise:
                    h = [.. h.Select((z, i) => elementwise[i].Enclosure.Value(z))];
                    break;
                case OpenResidual:
                    saved.Push(h);
                    break;
                default:
                    h = [.. saved.Pop().Zip(h, (a, b) => a + b)];
                    break;
            }
        }

        return h;
    }

    private static Interval[] Apply(AffineStage affine, Interval[] h)
    {
        Interval[] z = new Interval[affine.Outputs];
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = affine.Bias[i];
            for (int j = 0; j < h.Length; j++)
            {
                z[i] += affine.Weight[(i * affine.Stride) + j] * h[j];
            }
        }

        return z;
    }
}
