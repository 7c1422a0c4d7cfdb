using System.Text.Json;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.WidthOne;

namespace TorchDynInspect.Dynamics.Tests.WidthOne;

public sealed class WidthOneRandomTests
{
    [Fact]
    public void Random_chains_of_class_F_have_three_fixed_points_at_most_and_every_count_is_certified()
    {
        int[] counts = new int[4];
        int cycles = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            Network network = Chains.Random(new Random(seed), Chains.Members);
            WidthOneResult found = network.WidthOne();
            Assert.True(found.Complete, $"seed {seed}: undecided on {string.Join(", ", found.Undecided.Concat(found.UndecidedCycles))}");
            Assert.True(found.Theory.Agrees, $"seed {seed}");
            counts[found.Points.Length]++;
            cycles += found.Cycles.Length;
            Assert.InRange(found.Points.Length, SignChanges(network), 3);
        }

        // Both kinds occur, so that the test says something.
        Assert.True(counts[1] > 100 && counts[3] > 20 && cycles > 20, $"{string.Join(", ", counts)}; {cycles} cycles");
    }

    [Fact]
    public void Fixed_points_and_cycles_are_those_of_mpmath_at_50_digits()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "WidthOne", "reference", "chains.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        int checkedPoints = 0;
        foreach (JsonElement chain in document.RootElement.EnumerateArray())
        {
            List<Layer> layers = [];
            foreach (JsonElement step in chain.GetProperty("steps").EnumerateArray())
            {
                layers.Add(Chains.One(step[0].GetDouble(), step[1].GetDouble()));
                layers.Add(Chains.Function(step[2].GetString()!));
            }

            WidthOneResult found = new Network(1, layers).WidthOne();
            Assert.True(found.Complete, $"{chain}: undecided on {string.Join(", ", found.Undecided.Concat(found.UndecidedCycles))}");
            checkedPoints += Compare(chain.GetProperty("points"), [.. found.Points.Select(point => (point.Enclosure!.Lower[0], point.Enclosure.Upper[0]))]);
            Compare(
                chain.GetProperty("cycle"),
                [.. found.CycleEnclosures.SelectMany(pair => pair).Select(part => (part.Lower, part.Upper))]);
        }

        Assert.True(checkedPoints > 40);
    }

    private static int Compare(JsonElement expected, (double Lower, double Upper)[] found)
    {
        // Each reference is a pair of doubles around the 50-digit number: what encloses the number meets the pair.
        Assert.Equal(expected.GetArrayLength(), found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            (double below, double above) = (expected[i][0].GetDouble(), expected[i][1].GetDouble());
            Assert.True(found[i].Lower <= above && found[i].Upper >= below, $"[{found[i].Lower:R}, {found[i].Upper:R}] misses {below:R}");
            Assert.True(found[i].Upper - found[i].Lower <= 1e-9 * Math.Max(1, Math.Abs(below)));
        }

        return found.Length;
    }

    // A grid sees some fixed points and invents none: changes of sign beyond rounding.
    private static int SignChanges(Network network)
    {
        int changes = 0;
        int last = 0;
        for (int i = -800; i <= 800; i++)
        {
            double x = i * 0.01;
            double displacement = Value(network, x) - x;
            int sign = !double.IsFinite(displacement) || Math.Abs(displacement) < 1e-9 ? 0 : Math.Sign(displacement);
            changes += sign != 0 && last != 0 && sign != last ? 1 : 0;
            last = sign != 0 ? sign : last;
        }

        return changes;
    }

    private static double Value(Network network, double x) => network.Layers.Aggregate(
        x, (h, layer) => layer is Affine affine ? (affine.Weight[0, 0] * h) + affine.Bias[0] : ((Elementwise)layer)[0].Value(h));
}
