using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints.Classification;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>
/// A chain of affine layers and smooth activations, whose derivatives may underflow. ∇Φ = W₁ᵀD₁W₂ᵀD₂…W_Lᵀ with D_l = diag σ′(z_l); dividing D_l by the
/// positive number e^{m_l} moves no zero of the gradient, and ln σ′ − m_l is known where σ′ is not.
/// </summary>
internal sealed class ScaledGradient
{
    /// <summary>Slopes above e^−600 in all are far from underflow at e^−708.</summary>
    private const double Safe = -600;

    private ScaledGradient(ImmutableArray<Affine> weights, ImmutableArray<ImmutableArray<Activation>> activations, int peeled)
    {
        (Weights, Activations, Peeled) = (weights, activations, peeled);
    }

    /// <summary>W_1, …, W_L with their biases.</summary>
    public ImmutableArray<Affine> Weights { get; }

    /// <summary>The functions of the units of the hidden layers 1, …, L − 1.</summary>
    public ImmutableArray<ImmutableArray<Activation>> Activations { get; }

    /// <summary>
    /// How many layers peel off: W_1, …, W_k have full rank and do not widen, so that ∇Φ = 0 exactly where the derivative by the outputs of layer k is 0.
    /// </summary>
    public int Peeled { get; }

    /// <summary>The chain of a network; null when it has other layers or functions. A final activation is left out: it moves no critical point.</summary>
    public static ScaledGradient? Of(Network network)
    {
        List<Affine> weights = [];
        List<ImmutableArray<Activation>> activations = [];
        foreach ((int i, Layer layer) in network.Layers.Index())
        {
            bool isLast = i == network.Layers.Length - 1;
            switch (layer)
            {
                case Affine affine when weights.Count == activations.Count:
                    weights.Add(affine);
                    break;
                case Elementwise elementwise when weights.Count == activations.Count + 1 && elementwise.Units.All(RelativeCurvature.IsKnown):
                    if (!isLast)
                    {
                        activations.Add([.. Enumerable.Range(0, network.Widths[i]).Select(unit => elementwise[unit])]);
                    }

                    break;
                default:
                    return null;
            }
        }

        return weights.Count == activations.Count + 1 ? new ScaledGradient([.. weights], [.. activations], Peel(weights)) : null;
    }

    /// <summary>The system with the scale of the middle of a box.</summary>
    public ScaledGradientSystem At(Box box)
    {
        Interval[] h = [.. box.Lower.Zip(box.Upper, (lower, upper) => Interval.Point(new Interval(lower, upper).Midpoint))];
        double[] scales = new double[Activations.Length];
        for (int l = 0; l < scales.Length; l++)
        {
            Interval[] z = Map(Weights[l], h);
            scales[l] = z.Select((unit, i) => Activations[l][i].Enclosure.LogDerivative(unit).Upper).Max();
            h = [.. z.Select((unit, i) => Activations[l][i].Enclosure.Value(unit))];
        }

        return Normalised(scales, box);
    }

    /// <summary>Whether slopes over the box may be too small for doubles.</summary>
    public bool MayUnderflow(Box box) => LeastLogSlope(box) < Safe;

    /// <summary>W h + b.</summary>
    public static Interval[] Map(Affine affine, Interval[] h)
    {
        Interval[] z = new Interval[affine.Weight.Rows];
        for (int i = 0; i < z.Length; i++)
        {
            Interval sum = affine.Bias[i];
            ReadOnlySpan<double> row = affine.Weight.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j] * h[j];
            }

            z[i] = sum;
        }

        return z;
    }

    /// <summary>Scaled once more so that the largest entry of the Hessian in the middle of the box is 1: small readouts make it small, too.</summary>
    private ScaledGradientSystem Normalised(double[] scales, Box box)
    {
        if (scales.Length == 0)
        {
            return new ScaledGradientSystem(this, []);
        }

        int n = box.Dimension;
        Interval[] hessian = new Interval[n * n];
        new ScaledGradientSystem(this, [.. scales]).Jacobian(
            [.. box.Lower.Zip(box.Upper, (lower, upper) => Interval.Point(new Interval(lower, upper).Midpoint))], hessian);
        double largest = hessian.Max(entry => entry.Magnitude);
        scales[0] += largest > 0 && double.IsFinite(largest) ? Math.Log(largest) : 0;
        return new ScaledGradientSystem(this, [.. scales]);
    }

    private static int Peel(List<Affine> weights)
    {
        int peeled = 0;
        while (peeled < weights.Count - 1
            && weights[peeled].Weight.Rows <= weights[peeled].Weight.Columns
            && RationalRank.Of(IntegerMatrix.Of(weights[peeled].Weight)) == weights[peeled].Weight.Rows)
        {
            peeled++;
        }

        return peeled;
    }

    private double LeastLogSlope(Box box)
    {
        Interval[] h = [.. box.Lower.Zip(box.Upper, (lower, upper) => new Interval(lower, upper))];
        double least = 0;
        for (int l = 0; l < Activations.Length; l++)
        {
            Interval[] z = Map(Weights[l], h);
            least += z.Select((unit, i) => Activations[l][i].Enclosure.LogDerivative(unit).Lower).Min();
            h = [.. z.Select((unit, i) => Activations[l][i].Enclosure.Value(unit))];
        }

        return least;
    }
}
