using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>Value, gradient and Hessian of a scalar network at one point after the other: ∇Φ = Aᵀ(Dφ_T)ᵀã and ∇²Φ from D²φ_T. Working memory of one thread.</summary>
internal sealed class ReadoutJet
{
    private const double DifferenceStep = 1e-5;

    private readonly JetNetwork jets;
    private readonly ReadoutJet? first;
    private readonly double[] state;

    /// <summary>Prepares a network.</summary>
    /// <param name="network">Φ.</param>
    /// <param name="secondOrder">Whether the Hessian is wanted.</param>
    /// <param name="byDifferences">
    /// Take the Hessian from central differences of the gradient: behind kinks of a field the second derivative of its flow jumps where no equation along the
    /// trajectory sees it.
    /// </param>
    public ReadoutJet(Network network, bool secondOrder, bool byDifferences = false)
    {
        Dimension = network.Inputs;
        first = secondOrder && byDifferences ? new ReadoutJet(network, false) : null;
        jets = new JetNetwork(network, new JetShape(Dimension, secondOrder && !byDifferences));
        state = new double[jets.Shape.Columns * Dimension];
        Gradient = new double[Dimension];
        Hessian = new double[secondOrder ? Dimension * Dimension : 0];
        for (int i = 0; i < Dimension; i++)
        {
            state[(Dimension * (i + 1)) + i] = 1;
        }
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>Whether a layer may take derivatives to 0 by itself, see <see cref="JetNetwork.MayFold"/>.</summary>
    public bool MayFold => jets.MayFold;

    /// <summary>Φ(x) of the last point.</summary>
    public double Value { get; private set; }

    /// <summary>∇Φ(x) of the last point.</summary>
    public double[] Gradient { get; }

    /// <summary>∇²Φ(x) of the last point, row-major.</summary>
    public double[] Hessian { get; }

    /// <summary>ln of the size that ∇Φ(x) has where nothing cancels: Π‖W‖ Π max|σ′| Π‖Dφ_T‖.</summary>
    public double LogScale { get; private set; }

    /// <summary>‖∇Φ‖ over that size: what tells a critical point from a saturated one.</summary>
    public double RelativeGradient
    {
        get
        {
            double largest = Gradient.Max(Math.Abs);
            return largest == 0 && double.IsNegativeInfinity(LogScale) ? double.NaN : Math.Exp(Math.Log(largest) - LogScale);
        }
    }

    /// <summary>Evaluates.</summary>
    /// <returns>Whether all numbers are finite; where the flow blows up or its solver gives in they are not.</returns>
    public bool At(ReadOnlySpan<double> x)
    {
        x.CopyTo(state);
        try
        {
            ReadOnlySpan<double> result = jets.Run(state);
            LogScale = jets.LogScale;
            Value = result[0];
            result.Slice(1, Dimension).CopyTo(Gradient);
            if (first is not null)
            {
                Differences(x);
            }
            else if (jets.Shape.SecondOrder)
            {
                Unpack(result[(1 + Dimension)..]);
            }
        }
        catch (InvalidInputException)
        {
            // The scheme's own verdict on this point, a step size underflow for one: no number, and the caller counts it.
            Value = double.NaN;
            return false;
        }

        return double.IsFinite(Value) && Gradient.All(double.IsFinite) && Hessian.All(double.IsFinite);
    }

    /// <summary>The values behind layer <paramref name="layer"/> at the last point.</summary>
    public double[] ValuesAfter(int layer) => jets.ValuesAfter(layer).ToArray();

    private void Unpack(ReadOnlySpan<double> packed)
    {
        int at = 0;
        for (int a = 0; a < Dimension; a++)
        {
            for (int b = a; b < Dimension; b++, at++)
            {
                Hessian[(a * Dimension) + b] = Hessian[(b * Dimension) + a] = packed[at];
            }
        }
    }

    private void Differences(ReadOnlySpan<double> x)
    {
        double[] at = x.ToArray();
        for (int a = 0; a < Dimension; a++)
        {
            double step = DifferenceStep * (1 + Math.Abs(x[a]));
            at[a] = x[a] + step;
            bool isFinite = first!.At(at);
            double[] above = [.. first.Gradient];
            at[a] = x[a] - step;
            isFinite &= first.At(at);
            at[a] = x[a];
            for (int b = 0; b < Dimension; b++)
            {
                Hessian[(a * Dimension) + b] = isFinite ? (above[b] - first.Gradient[b]) / (2 * step) : double.NaN;
            }
        }

        for (int a = 0; a < Dimension; a++)
        {
            for (int b = 0; b < a; b++)
            {
                Hessian[(a * Dimension) + b] = Hessian[(b * Dimension) + a] = 0.5 * (Hessian[(a * Dimension) + b] + Hessian[(b * Dimension) + a]);
            }
        }
    }
}
