using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>Affine maps one after the other, in exact rationals.</summary>
internal static class ExactAffine
{
    /// <summary>Whether the maps, the first applied first, leave every point of R^n where it is; no map at all does. O(n³) rational operations a map.</summary>
    public static bool IsIdentity(int inputs, IEnumerable<Affine> maps)
    {
        RationalMatrix weight = RationalMatrix.Identity(inputs);
        Rational[] bias = new Rational[inputs];
        foreach (Affine layer in maps)
        {
            RationalMatrix next = RationalMatrix.Of(layer.Weight.Rows, layer.Weight.Columns, layer.Weight.Values);
            weight = next * weight;
            bias = [.. (next * bias).Zip(Rational.Of(layer.Bias.AsSpan()), (a, b) => a + b)];
        }

        if (bias.Length != inputs)
        {
            return false;
        }

        for (int i = 0; i < inputs; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                if (weight[i, j] != (i == j ? Rational.One : Rational.Zero))
                {
                    return false;
                }
            }
        }

        return bias.All(entry => entry.Sign == 0);
    }
}
