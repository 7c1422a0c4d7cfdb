using System.Globalization;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Volume;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>Criteria by which no closed orbit lies entirely in a box, tried with certified bounds of the field.</summary>
internal static class CycleExclusion
{
    private const string Excluded = "no closed orbit lies entirely in the box";

    /// <summary>The entries; those that apply are proofs.</summary>
    /// <param name="field">The field with its enclosures; null when there are none.</param>
    /// <param name="box">The box.</param>
    /// <param name="cancellation">Stops refining bounds.</param>
    public static IEnumerable<TheoryEntry> Entries(IEnclosedSystem? field, Box box, CancellationToken cancellation)
    {
        if (box.Dimension == 1)
        {
            yield return new TheoryEntry("dimension one", "monotonicity of scalar solutions", true, "solutions of a scalar equation are monotone", Excluded);
            yield break;
        }

        if (field is null)
        {
            yield return new TheoryEntry(
                "exclusion of closed orbits", "Bendixson; Lozinskii", false, "the field has no enclosures over boxes, so that no criterion can be proved to hold");
            yield break;
        }

        if (field.Divergence(box, null, cancellation).Bendixson is { } bendixson)
        {
            yield return bendixson;
        }

        yield return MonotoneCoordinate(field, box, cancellation);
        ContractionResult contraction = field.Contraction(box, null, cancellation);
        yield return new TheoryEntry(
            "contraction excludes closed orbits",
            "Lozinskii 1958; Lohmiller, Slotine, Automatica 34 (1998)",
            contraction.Best.IsContraction,
            string.Create(
                CultureInfo.InvariantCulture,
                $"sup μ(Df) over the box is at most {contraction.Best.Supremum.Upper:G6} in the {Name(contraction.Best.Norm)} (certified){(contraction.Best.IsContraction ? ": points of a closed orbit would approach each other" : ", not proved to be negative")}"),
            contraction.Best.IsContraction ? Excluded : null);
    }

    /// <summary>Fills in what was found.</summary>
    public static TheoryEntry Compare(TheoryEntry entry, int inside) => !entry.Applies ? entry : entry with
    {
        Observed = inside == 0 ? "none was found" : $"{inside} were found",
        Agrees = inside == 0,
    };

    private static TheoryEntry MonotoneCoordinate(IEnclosedSystem field, Box box, CancellationToken cancellation)
    {
        Interval[] values = new Interval[box.Dimension];
        for (int axis = 0; axis < box.Dimension; axis++)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                (Interval supremum, _) = BoxSupremum.Of(
                    box,
                    part =>
                    {
                        field.Values(part, values);
                        return sign > 0 ? values[axis] : -values[axis];
                    },
                    2000,
                    0,
                    bound => bound.Upper < 0 || bound.Lower >= 0,
                    cancellation);
                if (supremum.Upper < 0)
                {
                    return new TheoryEntry(
                        "monotone coordinate",
                        "a coordinate whose derivative has one sign does not return",
                        true,
                        $"component {axis} of the field is {(sign > 0 ? "negative" : "positive")} on the whole box (certified)",
                        Excluded);
                }
            }
        }

        return new TheoryEntry("monotone coordinate", "a coordinate whose derivative has one sign does not return", false, "no component of the field is proved to have one sign on the box");
    }

    private static string Name(VectorNorm norm) => norm switch
    {
        VectorNorm.One => "1-norm",
        VectorNorm.Two => "2-norm",
        _ => "∞-norm",
    };
}
