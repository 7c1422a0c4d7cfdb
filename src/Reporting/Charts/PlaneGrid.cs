using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>The centres of columns × rows equal cells of a box in the plane, where vector fields and heat maps are evaluated.</summary>
public sealed class PlaneGrid
{
    /// <summary>Creates the grid.</summary>
    /// <param name="box">A box of dimension 2.</param>
    /// <param name="columns">Cells along the first coordinate, at least 1.</param>
    /// <param name="rows">Cells along the second, at least 1.</param>
    /// <exception cref="InvalidInputException">The box has another dimension, or a count is below 1.</exception>
    public PlaneGrid(Box box, int columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(box);
        if (box.Dimension != 2 || columns < 1 || rows < 1)
        {
            throw new InvalidInputException(
                $"grid: {columns} × {rows} cells of a box of dimension {box.Dimension}, expected at least 1 × 1 of dimension 2");
        }

        (Box, Columns, Rows) = (box, columns, rows);
        double[] points = new double[2 * columns * rows];
        for (int i = 0; i < columns * rows; i++)
        {
            points[2 * i] = Centre(0, i % columns, columns);
            points[(2 * i) + 1] = Centre(1, i / columns, rows);
        }

        Points = new Matrix(columns * rows, 2, points);
    }

    /// <summary>The box.</summary>
    public Box Box { get; }

    /// <summary>Cells along the first coordinate.</summary>
    public int Columns { get; }

    /// <summary>Cells along the second coordinate.</summary>
    public int Rows { get; }

    /// <summary>The cells' centres, one a row: the first coordinate runs fastest, the smallest second coordinate comes first.</summary>
    public Matrix Points { get; }

    private double Centre(int axis, int cell, int cells) => Box.Lower[axis] + ((cell + 0.5) / cells * (Box.Upper[axis] - Box.Lower[axis]));
}
