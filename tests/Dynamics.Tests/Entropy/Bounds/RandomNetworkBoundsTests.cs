using TorchDynInspect.Dynamics.Entropy;
using TorchDynInspect.Dynamics.Entropy.Bounds;
using TorchDynInspect.Dynamics.Tests.Oscillations;

namespace TorchDynInspect.Dynamics.Tests.Entropy.Bounds;

public sealed class RandomNetworkBoundsTests
{
    [Fact]
    public void Bounds_of_random_networks_never_contradict_each_other_and_all_periods_are_decided()
    {
        Random random = new(41);
        for (int trial = 0; trial < 30; trial++)
        {
            IntervalMapReadings readings = IntervalMapBounds.Of(null, RandomIntervalMaps.OfNetwork(random, 1, 16, 16, 1), new EntropyOptions());
            double lower = readings.Bounds.Where(bound => bound.Kind == BoundKind.Lower).Max(bound => bound.Value);
            double upper = readings.Bounds.Where(bound => bound.Kind == BoundKind.Upper).Min(bound => bound.Value);
            Assert.True(lower <= upper, $"trial {trial}: {lower} > {upper}");
            Assert.True(readings.Periods!.Complete, $"trial {trial}: {string.Join(", ", readings.Remarks)}");
            Assert.Equal(readings.Periods.Periods, readings.Periods.Points.Select(point => point.Period));
            Assert.Equal(12, readings.LapCounts.Length);
        }
    }
}
