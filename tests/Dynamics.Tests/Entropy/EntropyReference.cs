using System.Text.Json;
using TorchDynInspect.Dynamics.Entropy;

namespace TorchDynInspect.Dynamics.Tests.Entropy;

/// <summary>Entropies by mpmath, each as two neighbouring doubles around the true value (reference/entropy.py).</summary>
internal sealed class EntropyReference
{
    private readonly JsonElement root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Entropy", "reference", "entropy.json"))).RootElement;

    public IEnumerable<(double Slope, double Below, double Above)> Tents => Pairs("tents", "slope");

    public IEnumerable<(double R, double Below, double Above)> Logistic => Pairs("logistic", "r");

    public (double Below, double Above) PeriodThree => Pair(root.GetProperty("periodThree"));

    public (double Below, double Above) Zigzag => Pair(root.GetProperty("zigzag"));

    /// <summary>The true value, which is no double, lies in the certified interval, which is narrow.</summary>
    public static void Encloses(EntropyResult found, double below, double above, double width)
    {
        Assert.True(found.Lower <= below && above <= found.Upper, $"[{found.Lower:R}, {found.Upper:R}] does not hold [{below:R}, {above:R}]");
        Assert.InRange(found.Upper - found.Lower, 0, width);
        Assert.Equal(Dynamics.Evidence.EvidenceLevel.Certified, found.Evidence);
    }

    private static (double Below, double Above) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());

    private IEnumerable<(double Parameter, double Below, double Above)> Pairs(string list, string parameter) =>
        root.GetProperty(list).EnumerateArray().Select(entry =>
        {
            (double below, double above) = Pair(entry.GetProperty("entropy"));
            return (entry.GetProperty(parameter).GetDouble(), below, above);
        });
}
