using System.Collections.Immutable;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Training;

/// <summary>A random division of the samples 0 … n−1 into training and validation data; every sample is on exactly one side.</summary>
/// <param name="Training">The samples to train on, increasing.</param>
/// <param name="Validation">The samples to validate on, increasing.</param>
public sealed record ValidationSplit(ImmutableArray<long> Training, ImmutableArray<long> Validation)
{
    /// <summary>Divides n samples. The same arguments give the same division on every machine.</summary>
    /// <param name="count">n, at least 1.</param>
    /// <param name="fraction">Share of validation data in [0, 1), rounded to whole samples; with a positive share and n ≥ 2 neither side is
    /// empty.</param>
    /// <param name="seed">Seed of the division.</param>
    /// <exception cref="InvalidInputException">The fraction is not in [0, 1), or it is positive and n is 1.</exception>
    public static ValidationSplit Of(int count, double fraction, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(fraction >= 0 && fraction < 1))
        {
            throw new InvalidInputException($"validation split: fraction is {fraction}, expected at least 0 and below 1");
        }

        if (fraction > 0 && count == 1)
        {
            throw new InvalidInputException("validation split: there is 1 sample, expected at least 2 to divide");
        }

        int validation = fraction == 0 ? 0 : Math.Clamp((int)Math.Round(count * fraction), 1, count - 1);
        long[] all = [.. Enumerable.Range(0, count).Select(i => (long)i)];
        long[] order = SeededPermutation.Of(all, seed, stream: -1);
        return new ValidationSplit([.. order[validation..].Order()], [.. order[..validation].Order()]);
    }
}
