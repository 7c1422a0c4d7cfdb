using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearPrograms;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>A part of the search: bounds of all variables (which say which pieces of each unit are left), the chords in use, and the basis to start from.</summary>
internal sealed class SearchRegion(double[] lower, double[] upper, double[] factors)
{
    /// <summary>Lower bounds of all variables.</summary>
    public double[] Lower { get; } = lower;

    /// <summary>Upper bounds of all variables.</summary>
    public double[] Upper { get; } = upper;

    /// <summary>The factor of every logical variable h − factor·z; 0 for the others.</summary>
    public double[] Factors { get; } = factors;

    /// <summary>The share of the whole search that this part is taken to be, for progress.</summary>
    public double Share { get; set; } = 1;

    /// <summary>The dictionary of the last run; null for none.</summary>
    public SimplexBasis? Basis { get; set; }

    /// <summary>A copy that shares nothing but the dictionary.</summary>
    public SearchRegion Copy() => new([.. Lower], [.. Upper], [.. Factors]) { Basis = Basis, Share = Share };

    /// <summary>Cuts a variable's bounds.</summary>
    /// <returns>False when nothing is left.</returns>
    public bool Narrow(int variable, double lower, double upper)
    {
        Lower[variable] = Math.Max(Lower[variable], lower);
        Upper[variable] = Math.Min(Upper[variable], upper);
        return Lower[variable] <= Upper[variable];
    }

    /// <summary>The bounds of x.</summary>
    /// <param name="dimension">d.</param>
    public Box Inputs(int dimension) => new(Lower.AsSpan(1, dimension), Upper.AsSpan(1, dimension));

    /// <summary>The pieces of a unit that are left.</summary>
    public (int First, int Last) Pieces(PiecewiseUnit unit) => unit.Graph.Covering(Lower[unit.Input], Upper[unit.Input]);

    /// <summary>Whether one piece of a unit is left.</summary>
    public bool IsDecided(PiecewiseUnit unit)
    {
        (int first, int last) = Pieces(unit);
        return first == last;
    }
}
