using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Intervals;

/// <summary>The activations by their definitions, and networks of them, in 320-bit arithmetic. At a kink the derivatives are those of one side.</summary>
internal static class BigActivations
{
    public static BigJet Evaluate(Activation s, BigJet z) => s switch
    {
        Relu => Sign(z) > 0 ? z : 0 * z,
        LeakyRelu f => Sign(z) > 0 ? z : f.Slope * z,
        PRelu f => Sign(z) > 0 ? z : f.Slope * z,
        Relu6 => Clamp(z, 0, 6),
        Hardtanh f => Clamp(z, f.Min, f.Max),
        Hardsigmoid => Clamp(z + 3, 0, 6) / 6,
        Hardswish => z * Clamp(z + 3, 0, 6) / 6,
        Dynamics.Activations.Tanh => Tanh(z),
        Sigmoid => Logistic(z),
        LogSigmoid => -Softplus(-z),
        Softplus f => f.Beta * z.Value > f.Threshold ? z : Softplus(f.Beta * z) / f.Beta,
        Softsign => Sign(z) > 0 ? z / (1 + z) : z / (1 - z),
        Elu f => Sign(z) > 0 ? z : f.Alpha * BigJet.Expm1(z),
        Celu f => Sign(z) > 0 ? z : f.Alpha * BigJet.Expm1(z / f.Alpha),
        Selu => Scale(Sign(z) > 0 ? z : Decimal("1.6732632423543772848170429916717") * BigJet.Expm1(z)),
        Gelu => z * Normal(z),
        GeluTanh => z * Logistic(Constant(2 * BigFloat.Sqrt(2 / BigFunctions.Pi)) * (z + (Decimal("0.044715") * z * z * z))),
        Silu => z * Logistic(z),
        Mish => z * Tanh(Softplus(z)),
        Dynamics.Activations.Tanhshrink => Tanhshrink(z),
        Hardshrink f => BigFloat.Abs(z.Value) > f.Lambda ? z : 0 * z,
        Softshrink f => z.Value > f.Lambda ? z - f.Lambda : z.Value < -f.Lambda ? z + f.Lambda : 0 * z,
        Arctan => BigJet.Arctan(z),
        Erf => BigJet.Erf(z),
        Exp => BigJet.Exp(z),
        Identity => z,
        _ => throw new NotSupportedException(s.Name),
    };

    /// <summary>The network along the line x + t·direction at t = 0.</summary>
    public static BigJet[] Evaluate(Network network, BigJet[] x)
    {
        BigJet[] h = x;
        foreach (Layer layer in network.Layers)
        {
            BigJet[] input = h;
            h = layer switch
            {
                Affine a => [.. Enumerable.Range(0, a.Weight.Rows).Select(i => Row(a, i, input))],
                Elementwise e => [.. input.Select((z, i) => Evaluate(e[i], z))],
                Residual r => [.. Evaluate(r.Branch, input).Select((g, i) => g + input[i])],
                _ => throw new NotSupportedException(),
            };
        }

        return h;
    }

    public static BigJet[] Line(double[] x, params int[] direction) =>
        [.. x.Select((value, i) => new BigJet(value, direction.Contains(i) ? BigFloat.One : BigFloat.Zero, BigFloat.Zero))];

    private static BigJet Row(Affine a, int i, BigJet[] h)
    {
        BigJet sum = a.Bias[i];
        for (int j = 0; j < h.Length; j++)
        {
            sum += a.Weight[i, j] * h[j];
        }

        return sum;
    }

    private static int Sign(BigJet z) => z.Value.Sign;

    private static BigJet Clamp(BigJet z, double low, double high) => z.Value <= low ? low : z.Value >= high ? high : z;

    private static BigJet Tanh(BigJet z)
    {
        if (Sign(z) < 0)
        {
            return -Tanh(-z);
        }

        BigJet u = BigJet.Expm1(-2 * z);
        return -u / (2 + u);
    }

    private static BigJet Tanhshrink(BigJet z)
    {
        if (z.Value.Sign == 0 || z.Value.Top >= -30)
        {
            return z - Tanh(z);
        }

        BigJet w = z * z;
        BigJet sum = BigFloatRatio(21844, 6081075);
        foreach ((int a, int b) in new[] { (-1382, 155925), (62, 2835), (-17, 315), (2, 15), (-1, 3) })
        {
            sum = (sum * w) + BigFloatRatio(a, b);
        }

        return -(z * w * sum);
    }

    private static BigJet BigFloatRatio(int a, int b) => Constant((BigFloat)a / b);

    private static BigJet Logistic(BigJet z) => Sign(z) < 0 ? BigJet.Exp(z) / (1 + BigJet.Exp(z)) : 1 / (1 + BigJet.Exp(-z));

    private static BigJet Softplus(BigJet z) => Sign(z) > 0 ? z + BigJet.Log1p(BigJet.Exp(-z)) : BigJet.Log1p(BigJet.Exp(z));

    private static BigJet Normal(BigJet z) => 0.5 * BigJet.Erfc(-z * Constant(1 / BigFloat.Sqrt(2)));

    private static BigJet Scale(BigJet z) => Decimal("1.0507009873554804934193349852946") * z;

    private static BigJet Constant(BigFloat x) => new(x, BigFloat.Zero, BigFloat.Zero);

    private static BigJet Decimal(string text)
    {
        string[] parts = text.Split('.');
        BigFloat digits = new(System.Numerics.BigInteger.Parse(parts[0] + parts[1]), 0);
        return Constant(digits / new BigFloat(System.Numerics.BigInteger.Pow(10, parts[1].Length), 0));
    }
}
