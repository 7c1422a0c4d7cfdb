using FsCheck;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Training.Tests.Fitting;

public class DataTests
{
    [Property]
    public bool Every_sample_is_on_exactly_one_side_of_the_split(PositiveInt n, byte percent, int seed)
    {
        int count = n.Get + 1;
        double fraction = (percent % 100) / 100.0;
        ValidationSplit split = ValidationSplit.Of(count, fraction, seed);
        int expected = fraction == 0 ? 0 : Math.Clamp((int)Math.Round(count * fraction), 1, count - 1);
        return split.Validation.Length == expected
            && split.Training.Concat(split.Validation).Order().SequenceEqual(Enumerable.Range(0, count).Select(i => (long)i));
    }

    [Fact]
    public void The_seed_decides_the_split()
    {
        Assert.Equal(ValidationSplit.Of(1000, 0.2, 5).Validation.ToArray(), ValidationSplit.Of(1000, 0.2, 5).Validation.ToArray());
        Assert.NotEqual(ValidationSplit.Of(1000, 0.2, 5).Validation.ToArray(), ValidationSplit.Of(1000, 0.2, 6).Validation.ToArray());
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_fraction_outside_zero_to_one_is_refused(double fraction) =>
        Assert.Throws<InvalidInputException>(() => ValidationSplit.Of(10, fraction, 0));

    [Property]
    public bool A_shuffle_is_a_permutation_and_depends_on_seed_and_stream_alone(PositiveInt n, int seed, int stream)
    {
        long[] items = [.. Enumerable.Range(0, n.Get).Select(i => (long)i)];
        long[] order = SeededPermutation.Of(items, seed, stream);
        return order.Order().SequenceEqual(items) && order.SequenceEqual(SeededPermutation.Of(items, seed, stream));
    }

    // χ² over the 24 orders of 4 items, 24 000 streams: mean 23, variance 46; 60 is beyond five standard deviations.
    [Fact]
    public void All_orders_are_equally_likely()
    {
        Dictionary<string, int> counts = [];
        for (int stream = 0; stream < 24_000; stream++)
        {
            string order = string.Concat(SeededPermutation.Of([0, 1, 2, 3], 1, stream));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        double chiSquare = counts.Values.Sum(c => Math.Pow(c - 1000, 2) / 1000);
        Assert.Equal(24, counts.Count);
        Assert.InRange(chiSquare, 5, 60);
    }
}
