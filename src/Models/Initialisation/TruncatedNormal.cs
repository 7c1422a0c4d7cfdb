using static TorchSharp.torch;

namespace TorchDynInspect.Models.Initialisation;

/// <summary>A normal distribution conditioned on an interval, drawn by inversion of its distribution function as torch does.</summary>
internal static class TruncatedNormal
{
    public static void Fill(Tensor weight, double mean, double deviation, double lower, double upper, Generator? generator)
    {
        if (!(deviation > 0) || !(lower < upper))
        {
            throw new ArgumentException($"initialiser \"trunc_normal\": std is {deviation}, a {lower}, b {upper}, expected std > 0 and a < b");
        }

        double from = (2 * Distribution((lower - mean) / deviation)) - 1;
        double to = (2 * Distribution((upper - mean) / deviation)) - 1;
        weight.uniform_(from, to, generator).erfinv_().mul_(deviation * Math.Sqrt(2)).add_(mean).clamp_(lower, upper);
    }

    // Φ(x) = (1 + erf(x/√2))/2.
    private static double Distribution(double x)
    {
        using Tensor argument = tensor(x / Math.Sqrt(2));
        using Tensor erf = argument.erf();
        return (1 + erf.item<double>()) / 2;
    }
}
