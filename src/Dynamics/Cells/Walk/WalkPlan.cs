using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// What all workers of a walk share: the program as activation layers (levels) with composed affine steps between them, the domain, and the numbering of
/// hyperplanes. Facet ids: 2·axis (+1) for the sides of the box, then the halfspaces, then the hyperplanes of each level.
/// </summary>
internal sealed class WalkPlan
{
    /// <summary>The level number of the domain's own hyperplanes.</summary>
    public const int DomainLevel = -1;

    /// <summary>The largest dimension of a domain: a box has 2^d vertices.</summary>
    public const int MostDimensions = 12;

    public WalkPlan(PiecewiseLinearProgram program, CellDomain domain)
    {
        Preconditions.RequireLength(domain.Dimension, program.Inputs, "box");
        if (domain.Dimension > MostDimensions)
        {
            throw new InvalidInputException(
                $"box: has {domain.Dimension} dimensions, cells are enumerated in at most {MostDimensions}; take a slice of the input space, "
                + "or search for fixed points, which does not enumerate");
        }

        Program = program;
        Domain = domain;
        Dimension = domain.Dimension;
        int firstPlane = FirstHalfspace + domain.Halfspaces.Length;
        List<WalkLevel> levels = [];
        List<WalkSegment> segments = [];
        int units = Dimension;
        int[] open = [];
        for (int step = 0; ; step++)
        {
            WalkSegment segment = WalkSegment.Compose(program.Steps, step, units, open, out step);
            segments.Add(segment);
            if (step == program.Steps.Length)
            {
                break;
            }

            var level = new WalkLevel(step, (ProgramStep.Pieces)program.Steps[step], firstPlane);
            levels.Add(level);
            firstPlane += level.Planes;
            units = level.Units.Length;
            open = [.. segment.Blocks.Select(b => b.Width)];
        }

        Levels = [.. levels];
        Segments = [.. segments];
        Margins = StaticMargins();
        LargestMargin = [.. Margins.Select(m => m.DefaultIfEmpty(0).Max())];
    }

    /// <summary>The program.</summary>
    public PiecewiseLinearProgram Program { get; }

    /// <summary>The domain.</summary>
    public CellDomain Domain { get; }

    /// <summary>The dimension d.</summary>
    public int Dimension { get; }

    /// <summary>The activation layers.</summary>
    public WalkLevel[] Levels { get; }

    /// <summary>The affine steps before each level, and after the last one.</summary>
    public WalkSegment[] Segments { get; }

    /// <summary>For each level and hyperplane a bound, over the whole box, of the rounding error of its value at a point.</summary>
    public double[][] Margins { get; }

    /// <summary>For each level the largest of its <see cref="Margins"/>.</summary>
    public double[] LargestMargin { get; }

    /// <summary>The facet id of halfspace 0.</summary>
    public int FirstHalfspace => 2 * Dimension;

    /// <summary>The level and the hyperplane in it that a facet id means; for a side of the box the level is <see cref="DomainLevel"/> and the plane negative.</summary>
    /// <param name="facet">The facet id.</param>
    public (int Level, int Plane) Locate(int facet)
    {
        int level = Levels.Length - 1;
        while (level >= 0 && facet < Levels[level].FirstPlane)
        {
            level--;
        }

        return level >= 0 ? (level, facet - Levels[level].FirstPlane) : (DomainLevel, facet - FirstHalfspace);
    }

    /// <summary>The facet that an id means.</summary>
    /// <param name="id">The facet id.</param>
    public Facet Facet(int id)
    {
        (int level, int plane) = Locate(id);
        return level >= 0 ? new Facet(FacetKind.Unit, Levels[level].FirstUnit + Levels[level].Unit[plane], Levels[level].Breakpoint[plane])
            : plane >= 0 ? new Facet(FacetKind.Halfspace, plane, 0)
            : new Facet(FacetKind.Box, id, 0);
    }

    /// <summary>A bound, over the whole box, of the rounding error of a halfspace's value at a point.</summary>
    /// <param name="halfspace">Its index.</param>
    public double HalfspaceMargin(int halfspace)
    {
        Halfspace h = Domain.Halfspaces[halfspace];
        double bound = Math.Abs(h.Offset);
        for (int j = 0; j < Dimension; j++)
        {
            bound += Math.Abs(h.Normal[j]) * Math.Max(Math.Abs(Domain.Box.Lower[j]), Math.Abs(Domain.Box.Upper[j]));
        }

        return ((2 * Dimension) + 2) * Math.ScaleB(bound, -53);
    }

    // |z| is bounded through the layers by absolute values, and with K operations on the way to it the computed one is off by at most K units of 2^-53 of
    // that bound (Higham, Accuracy and Stability of Numerical Algorithms, ch. 3), as long as K 2^-53 is small.
    private double[][] StaticMargins()
    {
        var margins = new List<double[]>();
        double[] bound = [.. Domain.Box.Lower.Zip(Domain.Box.Upper, (l, u) => Math.Max(Math.Abs(l), Math.Abs(u)))];
        double operations = (2 * Dimension) + 2;
        Stack<double[]> blocks = [];
        foreach (ProgramStep step in Program.Steps)
        {
            switch (step)
            {
                case ProgramStep.Linear linear:
                    bound = Through(linear, bound);
                    operations += linear.Columns + 1;
                    break;
                case ProgramStep.Enter:
                    blocks.Push(bound);
                    break;
                case ProgramStep.Leave:
                    bound = [.. bound.Zip(blocks.Pop(), (a, b) => a + b)];
                    operations++;
                    break;
                case ProgramStep.Pieces pieces:
                    double unit = (operations + 2) * RoundingBound.Unit;
                    margins.Add(
                    [
                        .. pieces.Units.SelectMany((u, i) => u.Breakpoints.Select(b => unit * (bound[i] + Math.Abs(b)))),
                    ]);
                    bound = [.. bound.Zip(pieces.Units, (m, u) => u.Pieces.Max((AffinePiece p) => (Math.Abs(p.Slope) * m) + Math.Abs(p.Intercept)))];
                    operations += 2;
                    break;
            }
        }

        // Finite bounds of all values mean that nothing overflows on the way, where it could be missed.
        return bound.Concat(margins.SelectMany(m => m)).All(double.IsFinite)
            ? [.. margins]
            : throw new InvalidInputException("network: its values on the box can be too large for double precision, expected less than 1.8e308");
    }

    private static double[] Through(ProgramStep.Linear linear, double[] bound)
    {
        double[] result = new double[linear.Rows];
        for (int i = 0; i < linear.Rows; i++)
        {
            result[i] = Math.Abs(linear.Bias[i]);
            for (int j = 0; j < linear.Columns; j++)
            {
                result[i] += Math.Abs(linear.Weight[(i * linear.Columns) + j]) * bound[j];
            }
        }

        return result;
    }
}
