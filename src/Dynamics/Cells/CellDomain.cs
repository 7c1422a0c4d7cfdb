using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Dynamics.Cells;

/// <summary>The bounded polytope that is divided into cells: a box, cut by halfspaces.</summary>
public sealed record CellDomain
{
    /// <summary>Creates a domain.</summary>
    /// <param name="box">A box with lower bounds below its upper bounds.</param>
    /// <param name="halfspaces">Further halfspaces of the box's dimension; null for none. The domain may turn out empty.</param>
    /// <exception cref="InvalidInputException">The box is flat on an axis, or a halfspace has another dimension.</exception>
    public CellDomain(Box box, IEnumerable<Halfspace>? halfspaces = null)
    {
        ArgumentNullException.ThrowIfNull(box);
        for (int i = 0; i < box.Dimension; i++)
        {
            if (!(box.Lower[i] < box.Upper[i]))
            {
                throw new InvalidInputException($"box axis {i}: has no width at {box.Lower[i]}, expected lower < upper for cells of full dimension");
            }
        }

        Box = box;
        Halfspaces = [.. halfspaces ?? []];
        foreach (Halfspace halfspace in Halfspaces)
        {
            Preconditions.RequireLength(halfspace.Normal.Length, box.Dimension, "halfspace normal");
        }
    }

    /// <summary>The box.</summary>
    public Box Box { get; }

    /// <summary>The halfspaces beside the box.</summary>
    public ImmutableArray<Halfspace> Halfspaces { get; }

    /// <summary>The dimension d.</summary>
    public int Dimension => Box.Dimension;
}
