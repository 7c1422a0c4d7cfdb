using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <summary>A continuous piecewise-linear map of an interval, exactly: the graph is the polygon through (Breakpoints[i], Values[i]).</summary>
internal sealed class PiecewiseLinearIntervalMap
{
    /// <summary>Creates the map.</summary>
    /// <param name="breakpoints">At least two, increasing; the first and the last are the ends of the domain.</param>
    /// <param name="values">The values there.</param>
    public PiecewiseLinearIntervalMap(ImmutableArray<Rational> breakpoints, ImmutableArray<Rational> values)
    {
        Preconditions.RequireLength(values.Length, breakpoints.Length, "values");
        for (int i = 1; i < breakpoints.Length; i++)
        {
            if (breakpoints[i] <= breakpoints[i - 1])
            {
                throw new InvalidInputException($"interval map: breakpoint {breakpoints[i]} follows {breakpoints[i - 1]}, expected increasing numbers");
            }
        }

        (Breakpoints, Values) = (breakpoints, values);
    }

    /// <summary>The breakpoints, ends of the domain included.</summary>
    public ImmutableArray<Rational> Breakpoints { get; }

    /// <summary>The values at <see cref="Breakpoints"/>.</summary>
    public ImmutableArray<Rational> Values { get; }
}
