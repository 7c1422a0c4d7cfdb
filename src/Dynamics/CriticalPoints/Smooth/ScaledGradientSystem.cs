using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>e^{−Σm_l}·∇Φ = 0, with the Hessian scaled alike. A box is pruned by the scale of its own, so that relative size decides, never underflow.</summary>
/// <param name="chain">The network.</param>
/// <param name="scales">m_l, one a hidden layer.</param>
internal sealed class ScaledGradientSystem(ScaledGradient chain, ImmutableArray<double> scales) : IContractingSystem
{
    public int Dimension => chain.Weights[0].Weight.Columns;

    /// <summary>Whether <see cref="Contract"/> looks behind first layers that peel off.</summary>
    public bool Peels => chain.Peeled > 0;

    private int Hidden => chain.Activations.Length;

    public void Values(ReadOnlySpan<Interval> box, Span<Interval> values)
    {
        Interval[] derivative = DerivativesByOutputs(Slopes(PreActivations(box), scales), down: 0)[0];
        derivative.CopyTo(values);
    }

    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian)
    {
        int n = Dimension;
        Interval[][] z = PreActivations(box);
        Interval[][] scaledSlopes = Slopes(z, scales);
        Interval[][] byOutputs = DerivativesByOutputs(scaledSlopes, down: 0);
        Interval[][] slopes = [.. z.Select((layer, l) => layer.Select((unit, i) => chain.Activations[l][i].Enclosure.Derivative(unit)).ToArray())];
        Interval[] directions = Point(chain.Weights[0].Weight);
        Interval[] scaledDirections = directions;
        jacobian.Clear();
        for (int l = 0; l < Hidden; l++)
        {
            for (int i = 0; i < z[l].Length; i++)
            {
                Interval weight = byOutputs[l + 1][i] * scaledSlopes[l][i] * RelativeCurvature.Of(chain.Activations[l][i], z[l][i]);
                for (int a = 0; a < n; a++)
                {
                    for (int b = 0; b <= a; b++)
                    {
                        // One factor carries the scale of the layers before, the other none: both orders enclose the same number.
                        jacobian[(a * n) + b] += weight * (scaledDirections[(i * n) + a] * directions[(i * n) + b])
                            .Intersect(directions[(i * n) + a] * scaledDirections[(i * n) + b]);
                    }
                }
            }

            Matrix next = chain.Weights[l + 1].Weight;
            directions = Product(next, slopes[l], directions);
            scaledDirections = Product(next, scaledSlopes[l], scaledDirections);
        }

        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < a; b++)
            {
                jacobian[(b * n) + a] = jacobian[(a * n) + b];
            }
        }
    }

    public bool Contract(Span<Interval> box)
    {
        Interval[][] z = PreActivations(box);
        double[] own = [.. z.Select((layer, l) => layer.Select((unit, i) => chain.Activations[l][i].Enclosure.LogDerivative(unit).Upper).Max())];
        return Array.TrueForAll(DerivativesByOutputs(Slopes(z, own), chain.Peeled)[chain.Peeled], derivative => derivative.Contains(0));
    }

    private Interval[][] PreActivations(ReadOnlySpan<Interval> box)
    {
        Interval[] h = box.ToArray();
        Interval[][] z = new Interval[Hidden][];
        for (int l = 0; l < z.Length; l++)
        {
            z[l] = ScaledGradient.Map(chain.Weights[l], h);
            h = [.. z[l].Select((unit, i) => chain.Activations[l][i].Enclosure.Value(unit))];
        }

        return z;
    }

    /// <summary>e^{ln σ′(z) − m_l} for every unit.</summary>
    private Interval[][] Slopes(Interval[][] z, IReadOnlyList<double> by) =>
        [.. z.Select((layer, l) => layer.Select((unit, i) => Interval.Exp(chain.Activations[l][i].Enclosure.LogDerivative(unit) - by[l])).ToArray())];

    /// <summary>The scaled derivatives of Φ by the outputs of the hidden layers, entry 0 by the input, from the last layer down to one.</summary>
    private Interval[][] DerivativesByOutputs(Interval[][] slopes, int down)
    {
        Interval[][] derivatives = new Interval[Hidden + 1][];
        derivatives[Hidden] = Point(chain.Weights[Hidden].Weight);
        for (int l = Hidden; l > down; l--)
        {
            Matrix weight = chain.Weights[l - 1].Weight;
            Interval[] below = new Interval[weight.Columns];
            for (int i = 0; i < weight.Rows; i++)
            {
                Interval factor = derivatives[l][i] * slopes[l - 1][i];
                for (int j = 0; j < below.Length; j++)
                {
                    below[j] += weight[i, j] * factor;
                }
            }

            derivatives[l - 1] = below;
        }

        return derivatives;
    }

    // W · diag(slopes) · directions.
    private Interval[] Product(Matrix weight, Interval[] slopes, Interval[] directions)
    {
        int n = Dimension;
        Interval[] product = new Interval[weight.Rows * n];
        for (int i = 0; i < weight.Rows; i++)
        {
            for (int k = 0; k < weight.Columns; k++)
            {
                Interval factor = weight[i, k] * slopes[k];
                for (int a = 0; a < n; a++)
                {
                    product[(i * n) + a] += factor * directions[(k * n) + a];
                }
            }
        }

        return product;
    }

    private static Interval[] Point(Matrix matrix) => [.. matrix.Values.ToArray().Select(Interval.Point)];
}
