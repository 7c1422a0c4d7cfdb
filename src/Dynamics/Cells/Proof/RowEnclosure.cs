using System.Numerics;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// The constraints that hold a cell to its pattern, as affine functions around a point c with proven error bounds: for each unit, each axis and each halfspace
/// of the domain its gradient and its value at c, and the interval in which the pattern holds the value.
/// </summary>
/// <remarks>
/// Running error analysis (Wilkinson; Higham, Accuracy and Stability of Numerical Algorithms, §3.3): a sum of n products and a constant, in any order,
/// with or without fused operations, is off by at most γ(Σ|w||h| + |b|) with γ = n·2⁻⁵³/(1 − n·2⁻⁵³) for n + 1 terms, besides Σ|w|e for what the h are off.
/// The γ used
/// is more than twice that, which also pays for the rounding of the bounds themselves; <see cref="Tiny"/> pays for underflow.
/// </remarks>
internal sealed partial class RowEnclosure
{
    /// <summary>More than what underflow can take from a sum.</summary>
    public const double Tiny = 1e-280;

    /// <summary>The unit of the bounds: twice the rounding of one operation.</summary>
    public const double Unit = 2.220446049250313e-16;

    private readonly PiecewiseLinearProgram program;
    private readonly CellDomain domain;
    private readonly BoundedPieces[] pieces;
    private readonly UnitPieces[] units;
    private readonly double[][] kept;
    private readonly int widest;
    private double[] value;
    private double[] error;
    private double[] next;
    private double[] nextError;

    /// <summary>Memory for the cells of a program in a domain.</summary>
    public RowEnclosure(PiecewiseLinearProgram program, CellDomain domain)
    {
        this.program = program;
        this.domain = domain;
        Dimension = domain.Dimension;
        Stride = (Dimension + Vector<double>.Count) / Vector<double>.Count * Vector<double>.Count;
        units = [.. program.Steps.OfType<ProgramStep.Pieces>().SelectMany(step => step.Units)];
        pieces = new BoundedPieces[units.Length];
        for (int i = 0; i < units.Length; i++)
        {
            pieces[i] = i > 0 && ReferenceEquals(units[i].Definition, units[i - 1].Definition) && units[i].Definition is not null
                ? pieces[i - 1]
                : BoundedPieces.Of(units[i]);
        }

        widest = program.Steps.OfType<ProgramStep.Linear>().Select(step => Math.Max(step.Rows, step.Columns)).Append(program.Inputs).Max();
        kept = [.. program.Steps.OfType<ProgramStep.Enter>().SelectMany(_ => new[] { new double[widest * Stride], new double[widest * Stride] })];
        (value, error) = (new double[widest * Stride], new double[widest * Stride]);
        (next, nextError) = (new double[widest * Stride], new double[widest * Stride]);
        Count = units.Length + Dimension + domain.Halfspaces.Length;
        (Rows, Errors) = (new double[Count * Stride], new double[Count * Stride]);
        (Lower, Upper) = (new double[Count], new double[Count]);
    }

    /// <summary>The dimension d.</summary>
    public int Dimension { get; }

    /// <summary>Length of a row in memory: d gradient entries, the value at c, padding.</summary>
    public int Stride { get; }

    /// <summary>Number of rows: the units, the axes, the halfspaces.</summary>
    public int Count { get; }

    /// <summary>The rows.</summary>
    public double[] Rows { get; }

    /// <summary>Bounds for the distance of each entry from the true one.</summary>
    public double[] Errors { get; }

    /// <summary>Below which the value leaves the cell; −∞ for none.</summary>
    public double[] Lower { get; }

    /// <summary>Above which the value leaves the cell; +∞ for none.</summary>
    public double[] Upper { get; }

    /// <summary>The row that a facet of the pattern's cell lies on, and whether at its upper end; row −1 when the facet does not bound the pattern.</summary>
    public (int Row, bool IsUpper) Locate(Facet facet, ReadOnlySpan<byte> pattern) => facet.Kind switch
    {
        FacetKind.Unit when facet.Breakpoint == pattern[facet.Index] => (facet.Index, true),
        FacetKind.Unit when facet.Breakpoint == pattern[facet.Index] - 1 => (facet.Index, false),
        FacetKind.Unit => (-1, false),
        FacetKind.Box => (units.Length + (facet.Index / 2), facet.Index % 2 != 0),
        _ => (units.Length + Dimension + facet.Index, true),
    };

    /// <summary>Computes all rows.</summary>
    /// <param name="pattern">A piece a unit.</param>
    /// <param name="c">The point.</param>
    public void Compute(ReadOnlySpan<byte> pattern, ReadOnlySpan<double> c)
    {
        SetCoordinates(c);
        int open = 0;
        int width = Dimension;
        foreach (ProgramStep step in program.Steps)
        {
            switch (step)
            {
                case ProgramStep.Linear linear:
                    Apply(linear);
                    width = linear.Rows;
                    break;
                case ProgramStep.Pieces layer:
                    Apply(layer, pattern);
                    break;
                case ProgramStep.Enter:
                    value.AsSpan(0, width * Stride).CopyTo(kept[open]);
                    error.AsSpan(0, width * Stride).CopyTo(kept[open + 1]);
                    open += 2;
                    break;
                default:
                    open -= 2;
                    Add(kept[open], kept[open + 1], width);
                    break;
            }
        }
    }

    private void SetCoordinates(ReadOnlySpan<double> c)
    {
        int d = Dimension;
        value.AsSpan(0, d * Stride).Clear();
        error.AsSpan(0, d * Stride).Clear();
        for (int i = 0; i < d; i++)
        {
            (value[(i * Stride) + i], value[(i * Stride) + d]) = (1, c[i]);
            (Lower[units.Length + i], Upper[units.Length + i]) = (domain.Box.Lower[i], domain.Box.Upper[i]);
        }

        value.AsSpan(0, d * Stride).CopyTo(Rows.AsSpan(units.Length * Stride));
        for (int i = 0; i < domain.Halfspaces.Length; i++)
        {
            SetHalfspace(units.Length + d + i, domain.Halfspaces[i], c);
        }
    }

    private void SetHalfspace(int row, Halfspace halfspace, ReadOnlySpan<double> c)
    {
        (double sum, double size) = (0, 0);
        for (int j = 0; j < Dimension; j++)
        {
            Rows[(row * Stride) + j] = halfspace.Normal[j];
            sum += halfspace.Normal[j] * c[j];
            size += Math.Abs(halfspace.Normal[j] * c[j]);
        }

        Rows[(row * Stride) + Dimension] = sum;
        Errors[(row * Stride) + Dimension] = ((Dimension + 2) * Unit * size) + Tiny;
        (Lower[row], Upper[row]) = (double.NegativeInfinity, halfspace.Offset);
    }
}
