using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// One activation layer: its units, and the hyperplanes z_unit = breakpoint that divide a part on which all layers before it are affine, unit by unit and
/// within a unit from the left.
/// </summary>
internal sealed class WalkLevel
{
    public WalkLevel(int step, ProgramStep.Pieces pieces, int firstPlane)
    {
        Step = step;
        FirstUnit = pieces.FirstUnit;
        Units = pieces.Units;
        Stride = (Units.Length + 7) & ~7;
        FirstPlane = firstPlane;
        List<int> unit = [];
        List<int> breakpoint = [];
        List<double> at = [];
        for (int u = 0; u < Units.Length; u++)
        {
            for (int k = 0; k < Units[u].Breakpoints.Length; k++)
            {
                unit.Add(u);
                breakpoint.Add(k);
                at.Add(Units[u].Breakpoints[k]);
            }
        }

        Unit = [.. unit];
        Breakpoint = [.. breakpoint];
        At = [.. at];
        PlaneStride = (Unit.Length + 7) & ~7;
        PlanesAreRows = at.TrueForAll(b => b == 0) && unit.SequenceEqual(Enumerable.Range(0, Units.Length));
        IsSingle = Array.TrueForAll(Units, u => u.Breakpoints.Length <= 1);
    }

    /// <summary>Index of the program's step.</summary>
    public int Step { get; }

    /// <summary>Place of unit 0 in the activation pattern.</summary>
    public int FirstUnit { get; }

    /// <summary>The units.</summary>
    public UnitPieces[] Units { get; }

    /// <summary>Number of units, rounded up to whole vectors.</summary>
    public int Stride { get; }

    /// <summary>The facet id of hyperplane 0; see <see cref="WalkPlan"/>.</summary>
    public int FirstPlane { get; }

    /// <summary>How many hyperplanes there are.</summary>
    public int Planes => Unit.Length;

    /// <summary>Number of hyperplanes, rounded up to whole vectors.</summary>
    public int PlaneStride { get; }

    /// <summary>The unit of a hyperplane.</summary>
    public int[] Unit { get; }

    /// <summary>The number of a hyperplane's breakpoint in its unit.</summary>
    public int[] Breakpoint { get; }

    /// <summary>The breakpoint itself.</summary>
    public double[] At { get; }

    /// <summary>Whether hyperplane i is just unit i at 0, so that the rows of the pre-activations are those of the hyperplanes.</summary>
    public bool PlanesAreRows { get; }

    /// <summary>Whether no unit has more than one breakpoint.</summary>
    public bool IsSingle { get; }
}
