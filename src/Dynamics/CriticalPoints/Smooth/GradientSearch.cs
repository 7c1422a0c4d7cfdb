using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Bounds;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Smooth;

/// <summary>
/// Zeros of ∇Φ by branch and prune. What stays undecided is searched again with the gradient scaled layer by layer to its size there, which moves no
/// zero: saturation makes gradients and Hessians small, not zero.
/// </summary>
internal static class GradientSearch
{
    private const int MaxRounds = 3;

    public static GradientSearchResult Run(
        Network network, Box box, CriticalPointOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        ScaledGradient? chain = ScaledGradient.Of(network);
        IEnclosedSystem system = chain is not null && (chain.Peeled > 0 || chain.MayUnderflow(box))
            ? new SaturatedGradientSystem(new NetworkBounds(network), chain.At(box))
            : new GradientSystem(network);
        GradientSearchResult first = Once(system, box);
        List<Zero> zeros = [.. first.Zeros];
        List<UnresolvedBox> open = [.. first.Unresolved];
        bool interrupted = first.Interrupted;
        for (int round = 0; chain is not null && round < MaxRounds && open.Count > 0 && !interrupted; round++)
        {
            List<UnresolvedBox> left = [];
            foreach (UnresolvedBox part in open)
            {
                // What remains at the border of the searched box has no part outside that could be searched.
                Box inside = Common(part.Box, box);
                GradientSearchResult found = interrupted ? new GradientSearchResult([], [part], true) : Once(chain.At(inside), inside);
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

    private static Box Common(Box part, Box whole) => new(
        [.. part.Lower.Zip(whole.Lower, Math.Max)],
        [.. part.Upper.Zip(whole.Upper, Math.Min)]);

    /// <summary>Two parts that touch may both hold a zero of their common border: one is in the other's region of uniqueness.</summary>
    private static bool AreSame(Zero a, Zero b) =>
        b.UniquenessRegion.Contains(a.Enclosure.Lower.AsSpan()) && b.UniquenessRegion.Contains(a.Enclosure.Upper.AsSpan());

    private sealed class Progress(IProgress<double> inner) : IProgress<ZeroSearchProgress>
    {
        public void Report(ZeroSearchProgress value) => inner.Report(value.Share);
    }
}
