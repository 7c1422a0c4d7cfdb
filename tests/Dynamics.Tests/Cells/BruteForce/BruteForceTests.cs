namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

public class BruteForceTests
{
    // The long form, 500 networks and more, is the benchmark program's command "fuzz regions".
    [Fact]
    public void Walks_and_proved_counts_agree_with_the_brute_force_on_random_small_networks()
    {
        Comparison[] results = new Comparison[60];
        Parallel.For(0, results.Length, seed => results[seed] = WalkComparison.Run(seed));
        Assert.Equal([], results.Select(result => result.Difference).OfType<string>());
        Assert.True(results.Sum(result => result.Regions) > 500);
    }
}
