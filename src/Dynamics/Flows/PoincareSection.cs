using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>A hyperplane nᵀ(x − p) = 0 across a flow, as an event function.</summary>
public sealed class PoincareSection : IEventFunction
{
    /// <summary>Creates the section.</summary>
    /// <param name="point">p, d finite numbers.</param>
    /// <param name="normal">n, d finite numbers, not all 0; f(p) makes the section transversal there.</param>
    /// <exception cref="InvalidInputException">The lengths differ, or the normal is 0 or not finite.</exception>
    public PoincareSection(ReadOnlySpan<double> point, ReadOnlySpan<double> normal)
    {
        Preconditions.RequireFinite(point, "section point");
        Preconditions.RequireFinite(normal, "section normal");
        Preconditions.RequireLength(normal.Length, point.Length, "section normal");
        if (!normal.ContainsAnyExcept(0))
        {
            throw new InvalidInputException("section normal: is 0, expected a direction");
        }

        (Point, Normal) = ([.. point], [.. normal]);
    }

    /// <summary>p.</summary>
    public ImmutableArray<double> Point { get; }

    /// <summary>n.</summary>
    public ImmutableArray<double> Normal { get; }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < Normal.Length; i++)
        {
            sum += Normal[i] * (x[i] - Point[i]);
        }

        return sum;
    }
}
