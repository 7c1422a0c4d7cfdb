using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.CriticalPoints.Classification;

/// <summary>The theorems of section 2 beside a list of critical points: the paper's label and the sharper criterion.</summary>
public static class CriticalPointTheory
{
    private const string Paper = "Kuehn, Kuntz, arXiv 2405.09351";
    private const string Derived = "derived from Kuehn, Kuntz, arXiv 2405.09351";

    /// <summary>
    /// Two entries: what the paper says by the widths, and what widths and exact ranks say against n_0; a third where a neural ODE can embed every function, and one
    /// more where homeomorphisms take the place of diffeomorphisms.
    /// An entry agrees when the whole list is known and obeys it, disagrees when a point contradicts it, and is silent otherwise.
    /// </summary>
    /// <param name="architecture">The class of the network.</param>
    /// <param name="result">What the search found; null when nothing was searched.</param>
    /// <param name="byTheorem">The result itself rests on the criterion: then it is no observation of its own, and cannot agree with it.</param>
    public static ImmutableArray<TheoryEntry> Entries(ArchitectureClass architecture, CriticalPointResult? result = null, bool byTheorem = false)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (byTheorem)
        {
            string observed = $"{Observed(result)}: by {architecture.Theorem ?? LipschitzName(architecture)}, not by a search of its own";
            return [.. Entries(architecture, result).Select(entry => entry.Predicts is null ? entry : entry with { Observed = observed, Agrees = null })];
        }

        List<TheoryEntry> entries = [OfTheLabel(architecture, result), OfTheCriterion(architecture, result)];
        if (architecture is { IsNeuralOde: true, Obstacle: null } && architecture.Widths.Length > 1)
        {
            int phase = architecture.Widths.Length > 2 ? architecture.Widths[1] : architecture.Widths[0];
            bool embeds = phase >= architecture.Widths[0] + 1;
            entries.Add(new TheoryEntry(
                "N4",
                Paper,
                embeds,
                $"phase dimension {phase}, input dimension {architecture.Widths[0]}: {(embeds ? "at least" : "not")} one more than the input",
                embeds ? "every smooth scalar function is a neural ODE of this phase dimension" : null));
        }

        if (architecture is { IsTopologicalSubmersion: true, Obstacle: not null })
        {
            entries.Add(new TheoryEntry(
                LipschitzName(architecture),
                Derived,
                true,
                $"widths {architecture.Profile} never increase, every rank is full, and what stands between is a homeomorphism that is Lipschitz both ways",
                "no local extremum, and no critical point where the network is differentiable",
                Observed(result),
                AgreesWithNone(result)));
        }

        // What fixed steps compute is another map than the exact flow of the theorems: it neither confirms nor contradicts them.
        return architecture.SchemeObstacle is null ? [.. entries] : [.. entries.Select(entry => entry with { Agrees = null })];
    }

    private static string LipschitzName(ArchitectureClass architecture) => architecture.IsNeuralOde ? "N1 for Lipschitz fields" : "M1 for Lipschitz layers";

    private static TheoryEntry OfTheLabel(ArchitectureClass architecture, CriticalPointResult? result)
    {
        string name = $"architecture {architecture.Profile}: {Word(architecture.Label)}";
        if (architecture.Obstacle is string obstacle)
        {
            return new TheoryEntry(name, Paper, false, $"theory does not apply: {obstacle}", null, Observed(result));
        }

        if (!architecture.HasFullRank)
        {
            return new TheoryEntry(
                name, Paper, false, $"the label is that of the widths; ranks {Ranks(architecture)} are not full", null, Observed(result));
        }

        return architecture.Label switch
        {
            ArchitectureLabel.NonAugmented => new TheoryEntry(
                name, Paper, true, "the widths never increase", "no critical point", Observed(result), AgreesWithNone(result)),
            ArchitectureLabel.Augmented => new TheoryEntry(
                name,
                Paper,
                true,
                "the widths increase, then decrease",
                "every critical point non-degenerate, for almost every weight",
                Observed(result),
                AgreesWithMorse(result)),
            _ => new TheoryEntry(
                name, Paper, true, "a layer is narrower than one before and one after it", "critical points may be degenerate", Observed(result)),
        };
    }

    private static TheoryEntry OfTheCriterion(ArchitectureClass architecture, CriticalPointResult? result)
    {
        string reason = string.Join("; ", architecture.Remarks.Prepend(Reason(architecture)));
        string source = architecture.IsNeuralOde ? Paper : Derived;
        (string? predicts, bool? agrees) = architecture.Criterion switch
        {
            MorseCriterion.NoCriticalPoints => ("no critical point", AgreesWithNone(result)),
            MorseCriterion.GenericallyMorse => ("every critical point non-degenerate, for almost every weight", AgreesWithMorse(result)),
            MorseCriterion.AlwaysDegenerate => ("every critical point degenerate", AgreesWithDegenerate(result)),
            MorseCriterion.DegenerateOnOpenSet => ("degenerate critical sets for an open set of weights", (bool?)null),
            MorseCriterion.Constant => ("every point critical and degenerate", AgreesWithDegenerate(result)),
            _ => (null, null),
        };
        return new TheoryEntry(
            architecture.Theorem ?? "M1–M4", source, architecture.Criterion != MorseCriterion.NotCovered, reason, predicts, Observed(result), agrees);
    }

    private static string Reason(ArchitectureClass architecture)
    {
        string widths = architecture.HasFullRank
            ? $"widths {architecture.Profile}, every rank full"
            : $"widths {architecture.Profile} with ranks {Ranks(architecture)}, as {string.Join('-', architecture.EffectiveWidths)}";
        return architecture.Criterion switch
        {
            MorseCriterion.NotCovered => $"theory does not apply: {architecture.Obstacle}",
            MorseCriterion.Constant => $"{widths}: a linear map is zero",
            MorseCriterion.NoCriticalPoints => $"{widths}: they never increase",
            MorseCriterion.GenericallyMorse => $"{widths}: from the first one below {architecture.Widths[0]} on they never increase",
            MorseCriterion.AlwaysDegenerate => $"{widths}: they fall below {architecture.Widths[0]} before they first increase",
            _ => $"{widths}: one below {architecture.Widths[0]} is followed by an increase",
        };
    }

    private static string Ranks(ArchitectureClass architecture) => string.Join(", ", architecture.Ranks);

    private static string Word(ArchitectureLabel label) => label switch
    {
        ArchitectureLabel.NonAugmented => "non-augmented",
        ArchitectureLabel.Augmented => "augmented",
        _ => "bottleneck",
    };

    private static string? Observed(CriticalPointResult? result)
    {
        if (result is null)
        {
            return null;
        }

        string open = result.Complete ? string.Empty : ", the list may be incomplete";
        if (result.Points.IsEmpty)
        {
            return $"no critical point{open}";
        }

        int degenerate = result.Points.Count(point => point.Degenerate == true);
        int undecided = result.Points.Count(point => point.Degenerate is null);
        return $"{result.Points.Length} critical points: {result.Points.Length - degenerate - undecided} non-degenerate, {degenerate} degenerate, "
            + $"{undecided} undecided{open}";
    }

    private static bool? AgreesWithNone(CriticalPointResult? result) => result switch
    {
        null => null,
        { Points.IsEmpty: false } => false,
        _ => result.Complete ? true : null,
    };

    private static bool? AgreesWithMorse(CriticalPointResult? result) => Agrees(result, degenerate: false);

    private static bool? AgreesWithDegenerate(CriticalPointResult? result) => Agrees(result, degenerate: true);

    private static bool? Agrees(CriticalPointResult? result, bool degenerate) => result switch
    {
        null => null,
        _ when result.Points.Any(point => point.Degenerate == !degenerate) => false,
        _ => result.Complete && result.Points.All(point => point.Degenerate == degenerate) ? true : null,
    };
}
