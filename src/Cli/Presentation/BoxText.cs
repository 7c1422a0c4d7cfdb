using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Cli.Presentation;

/// <summary>A box as mathematicians write it: [−3, 3]^6, or a product of intervals.</summary>
internal static class BoxText
{
    private const int MostFactors = 6;

    public static string Of(Box box)
    {
        string[] factors = [.. box.Lower.Zip(box.Upper, (lower, upper) => $"[{NumberText.Of(lower)}, {NumberText.Of(upper)}]")];
        return factors.Length > 1 && factors.Distinct().Count() == 1
            ? $"{factors[0]}^{factors.Length}"
            : string.Join(" × ", factors.Take(MostFactors)) + (factors.Length > MostFactors ? " × …" : string.Empty);
    }
}
