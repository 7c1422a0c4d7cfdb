using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>A network of width 1 throughout, affine layers and activations of class F or its extension: f = σ_L(w_L · … σ_1(w_1 x + b_1) … + b_L).</summary>
internal sealed class WidthOneChain
{
    private WidthOneChain(ImmutableArray<WidthOneStep> steps)
    {
        Steps = steps;
        Rational product = Rational.One;
        int sign = 1;
        foreach (WidthOneStep step in steps)
        {
            product *= Rational.Of(step.Weight);
            sign *= Direction(step.Activation);
        }

        WeightProduct = product;
        LogWeights = Logarithm(Rational.Abs(product));
        Monotonicity = (Monotonicity)(product.Sign * sign);
        IsAnalytic = steps.All(step => step.Activation is Tanh or Sigmoid or Arctan or Erf or Exp or Softplus or LogSigmoid or Identity);
        IsOdd = steps.All(step => step.Bias == 0 && step.Activation is Tanh or Arctan or Erf or Softsign or Identity);
        IsClamp = steps.All(step => step.Activation.IsPiecewiseLinear);
    }

    /// <summary>The steps, first applied first.</summary>
    public ImmutableArray<WidthOneStep> Steps { get; }

    /// <summary>Π w_l, exactly.</summary>
    public Rational WeightProduct { get; }

    public Monotonicity Monotonicity { get; }

    /// <summary>ln Π |w_l|, from the exact product, so that weights whose product is ±1 give exactly 0.</summary>
    public LogSlope LogWeights { get; }

    /// <summary>Whether f is analytic, so that f(x) = x on an interval only when everywhere.</summary>
    public bool IsAnalytic { get; }

    /// <summary>Whether f(−x) = −f(x) by construction.</summary>
    public bool IsOdd { get; }

    /// <summary>Whether every activation is piecewise linear: then f = clamp(ax + b, lo, hi).</summary>
    public bool IsClamp { get; }

    /// <summary>f∘f.</summary>
    public WidthOneChain Twice() => new([.. Steps, .. Steps]);

    /// <summary>Reads a network, or says which hypothesis of the theorem fails and where.</summary>
    public static (WidthOneChain? Chain, string? Obstacle) Of(Network network)
    {
        if (network.Widths.FirstOrDefault(width => width != 1) is int width and not 0)
        {
            return (null, $"a layer has width {width}; the theorem needs width 1 throughout");
        }

        List<WidthOneStep> steps = [];
        Affine? pending = null;
        foreach ((int i, Layer layer) in network.Layers.Index())
        {
            switch (layer)
            {
                case Affine affine:
                    Flush(new Identity());
                    pending = affine;
                    break;
                case Elementwise elementwise when elementwise[0].ClassF == ClassF.No:
                    return (null, $"layers[{i}]: {elementwise[0].Name} is not in class F");
                case Elementwise elementwise:
                    pending ??= new Affine(LinearAlgebra.Matrix.FromRows([[1]]), [0]);
                    Flush(Unbroken(elementwise[0]));
                    break;
                default:
                    return (null, $"layers[{i}]: the theorem covers chains of affine layers and activations, a {layer.GetType().Name.ToLowerInvariant()} layer is neither");
            }
        }

        Flush(new Identity());
        return (new WidthOneChain([.. steps]), null);

        void Flush(Activation activation)
        {
            if (pending is not null)
            {
                steps.Add(new WidthOneStep(pending.Weight[0, 0], pending.Bias[0], activation));
                pending = null;
            }
        }
    }

    private static LogSlope Logarithm(Rational positive)
    {
        if (positive.Sign == 0)
        {
            return new LogSlope(double.NegativeInfinity, double.NegativeInfinity);
        }

        // A power of two apart, since the product of many weights need not fit a double.
        int exponent = (int)(positive.Numerator.GetBitLength() - positive.Denominator.GetBitLength());
        Rational scale = new(System.Numerics.BigInteger.One << Math.Abs(exponent));
        Interval mantissa = Interval.Log((exponent >= 0 ? positive / scale : positive * scale).ToInterval());
        Interval log = mantissa + (exponent * Interval.Log(2));
        return new LogSlope(log.Lower, log.Upper);
    }

    /// <summary>The sign of σ′ where it is not 0; 0 for a constant.</summary>
    private static int Direction(Activation activation) => activation is PiecewiseLinear table
        ? table.Pieces!.Value.Select(piece => Math.Sign(piece.Slope)).FirstOrDefault(slope => slope != 0)
        : 1;

    /// <summary>Softplus without torch's linear branch, which jumps; anything else as it is.</summary>
    private static Activation Unbroken(Activation activation) =>
        activation is Softplus { Threshold: < double.MaxValue } softplus ? new Softplus(softplus.Beta, double.MaxValue) : activation;
}
