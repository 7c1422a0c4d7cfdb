using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>Classifies scalar networks by their widths and exact ranks (Kuehn and Kuntz, arXiv 2405.09351; theory §2).</summary>
public static class ArchitectureClassifier
{
    /// <summary>
    /// The class of a network. Ranks are decided exactly: float weights are dyadic rationals. Residual layers whose branch provably contracts and flows
    /// of globally Lipschitz C² fields are diffeomorphisms and count as activations do; the flow is the exact one, and what a fixed-step scheme makes of it
    /// is judged beside it (<see cref="ArchitectureClass.SchemeObstacle"/>). O(width³) a layer of full rank.
    /// </summary>
    /// <param name="network">A network with one output.</param>
    /// <exception cref="InvalidInputException">The network has more than one output.</exception>
    public static ArchitectureClass ClassifyArchitecture(this Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Outputs != 1)
        {
            throw new InvalidInputException($"critical points: the network has {network.Outputs} outputs, expected 1");
        }

        SubmersionChain chain = SubmersionChain.Of(network);
        ImmutableArray<int> widths = [network.Inputs, .. chain.Linear.Select(map => map.Rows)];
        ImmutableArray<int> ranks = chain.Obstacle is null ? [.. chain.Linear.Select(RationalRank.Of)] : [];
        ImmutableArray<int> effective = EffectiveWidths(widths, ranks);
        bool isSubmersion = chain.IsBiLipschitz && FirstRise(widths, 0) == widths.Length
            && chain.Linear.Index().All(map => RationalRank.Of(map.Item) == Math.Min(widths[map.Index], widths[map.Index + 1]));
        return new ArchitectureClass
        {
            Widths = widths,
            Ranks = ranks,
            EffectiveWidths = effective,
            Label = Label(widths),
            Criterion = chain.Obstacle is null ? Criterion(effective) : MorseCriterion.NotCovered,
            IsNeuralOde = chain.IsNeuralOde && chain.Linear.Count is 1 or 2,
            Obstacle = chain.Obstacle,
            SchemeObstacle = chain.SchemeObstacle,
            IsDegenerateAsComputed = chain.Obstacle is null
                && IsNarrowSubmersion(widths, chain.SchemeObstacle is null ? ranks : ranks[..chain.BeforeSchemeObstacle]),
            IsTopologicalSubmersion = isSubmersion,
            Remarks = chain.Remarks,
        };
    }

    private static ImmutableArray<int> EffectiveWidths(ImmutableArray<int> widths, ImmutableArray<int> ranks)
    {
        if (ranks.IsEmpty)
        {
            return widths;
        }

        List<int> effective = [widths[0]];
        for (int l = 0; l < ranks.Length; l++)
        {
            if (ranks[l] < Math.Min(widths[l], widths[l + 1]))
            {
                effective.Add(ranks[l]);
            }

            effective.Add(widths[l + 1]);
        }

        return [.. effective];
    }

    /// <summary>Whether the maps lead to a rank below n_0 before a width differs from it: then they are together a submersion with fibres of at least one dimension.</summary>
    private static bool IsNarrowSubmersion(ImmutableArray<int> widths, ImmutableArray<int> ranks)
    {
        int narrow = Enumerable.Range(0, ranks.Length).FirstOrDefault(l => ranks[l] < widths[0], -1);
        return narrow >= 0 && widths[..(narrow + 1)].All(width => width == widths[0]);
    }

    private static ArchitectureLabel Label(ImmutableArray<int> widths)
    {
        bool risen = false;
        bool fallen = false;
        for (int l = 1; l < widths.Length; l++)
        {
            risen |= widths[l] > widths[l - 1];
            if (fallen && widths[l] > widths[l - 1])
            {
                return ArchitectureLabel.Bottleneck;
            }

            fallen |= widths[l] < widths[l - 1];
        }

        return risen ? ArchitectureLabel.Augmented : ArchitectureLabel.NonAugmented;
    }

    private static MorseCriterion Criterion(ImmutableArray<int> widths)
    {
        if (widths.Contains(0))
        {
            return MorseCriterion.Constant;
        }

        int firstRise = FirstRise(widths, 0);
        if (firstRise == widths.Length)
        {
            return MorseCriterion.NoCriticalPoints;
        }

        int firstNarrow = Enumerable.Range(0, widths.Length).FirstOrDefault(l => widths[l] < widths[0], widths.Length);
        return FirstRise(widths, firstNarrow) == widths.Length ? MorseCriterion.GenericallyMorse
            : firstNarrow < firstRise ? MorseCriterion.AlwaysDegenerate
            : MorseCriterion.DegenerateOnOpenSet;
    }

    /// <summary>The first layer after <paramref name="from"/> that is wider than the one before it; the number of layers when there is none.</summary>
    private static int FirstRise(ImmutableArray<int> widths, int from)
    {
        for (int l = from + 1; l < widths.Length; l++)
        {
            if (widths[l] > widths[l - 1])
            {
                return l;
            }
        }

        return widths.Length;
    }
}
