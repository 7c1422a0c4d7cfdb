using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Running;

/// <summary>A proved zero on its way into the result.</summary>
/// <param name="Enclosure">Holds exactly one zero.</param>
/// <param name="Unique">Around it, without another zero.</param>
/// <param name="IsInside">Whether the enclosure lies strictly inside the part of the box that it was found in, so that no neighbour finds it too.</param>
internal sealed record FoundZero(Interval[] Enclosure, Interval[] Unique, bool IsInside)
{
    /// <summary>Whether the other one is proved to be the same zero.</summary>
    public bool IsSameAs(FoundZero other) => IsWithin(other.Enclosure, Unique) || IsWithin(Enclosure, other.Unique);

    /// <summary>Whether the other one is proved to be another zero.</summary>
    public bool IsApartFrom(FoundZero other)
    {
        for (int i = 0; i < Enclosure.Length; i++)
        {
            if (Enclosure[i].Upper < other.Enclosure[i].Lower || other.Enclosure[i].Upper < Enclosure[i].Lower)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The zero as the result shows it.</summary>
    public Zero ToZero()
    {
        Box enclosure = Boxing.ToBox(Enclosure);
        return new Zero
        {
            X = [.. Enclosure.Select(axis => axis.Midpoint)],
            Enclosure = enclosure,
            UniquenessRegion = Boxing.ToBox(Unique),
        };
    }

    private static bool IsWithin(Interval[] inner, Interval[] outer)
    {
        for (int i = 0; i < inner.Length; i++)
        {
            if (!(inner[i].Lower >= outer[i].Lower && inner[i].Upper <= outer[i].Upper))
            {
                return false;
            }
        }

        return true;
    }
}
