using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>
/// Zeros of ∇Φ by branch and prune. Where derivatives may underflow, the gradient is scaled layer by layer, which moves no zero; what a scale leaves undecided is searched
/// again with the scale of that part.
/// </summary>
internal static class GradientSearch
{
    private const int MaxRounds = 3;

    public static GradientSearchResult Run(
        Network network, Box box, CriticalPointOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        ScaledGradient? scaled = ScaledGradient.Of(network, box);
        if (scaled is null)
        {
            return Once(new GradientSystem(network), box);
        }

        List<Zero> zeros = [];
        List<UnresolvedBox> open = [new(box, UnresolvedReason.Narrow, 1)];
        bool interrupted = false;
        for (int round = 0; round < MaxRounds && open.Count > 0 && !interrupted; round++)
        {
            List<UnresolvedBox> left = [];
            foreach (UnresolvedBox part in open)
            {
                GradientSearchResult found = Once(scaled.At(part.Box), part.Box);
                zeros.AddRange(found.Zeros.Where(zero => !zeros.Exists(other => AreSame(zero, other))));
                left.AddRange(found.Unresolved);
                interrupted |= found.Interrupted;
            }

            open = left;
        }

        zeros.Sort((a, b) => a.X.AsSpan().SequenceCompareTo(b.X.AsSpan()));
        return new GradientSearchResult([.. zeros], [.. open], interrupted);

        GradientSearchResult Once(IEnclosedSystem system, Box part)
        {
            TimeSpan? budget = options.Budget - clock.Elapsed;
            ZeroSearchOptions limits = new() { Budget = budget < TimeSpan.Zero ? TimeSpan.Zero : budget };
            limits = options.Workers > 0 ? limits with { Workers = options.Workers } : limits;
            Progress? share = progress is null ? null : new Progress(progress);
            ZeroSearchResult found = system.Zeros(part, limits, progress: share, cancellation: cancellation);
            return new GradientSearchResult(found.Zeros, found.Unresolved, found.Interrupted);
        }
    }

    /// <summary>Two parts that touch may both hold a zero of their common border: one is in the other's region of uniqueness.</summary>
    private static bool AreSame(Zero a, Zero b) =>
        b.UniquenessRegion.Contains(a.Enclosure.Lower.AsSpan()) && b.UniquenessRegion.Contains(a.Enclosure.Upper.AsSpan());

    private sealed class Progress(IProgress<double> inner) : IProgress<ZeroSearchProgress>
    {
        public void Report(ZeroSearchProgress value) => inner.Report(value.Share);
    }
}
