using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>Composition of affine maps.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    /// <summary>The rows of what the units of a level give, all of whose pieces are known; of the input itself at the domain's level.</summary>
    private void UnitRows(int index, double* rows)
    {
        if (index < 0)
        {
            new Span<double>(rows, (d + 1) * InputStride).Clear();
            for (int i = 0; i < d; i++)
            {
                rows[(i * InputStride) + i] = 1;
            }

            return;
        }

        WalkLevel level = Plan.Levels[index];
        WalkFrame frame = Frame(index);
        double* slopes = Arena.Take(2 * level.Stride);
        double* intercepts = slopes + level.Stride;
        new Span<double>(slopes, 2 * level.Stride).Clear();
        for (int u = 0; u < level.Units.Length; u++)
        {
            AffinePiece piece = level.Units[u].Pieces[Pattern[level.FirstUnit + u]];
            slopes[u] = piece.Slope;
            intercepts[u] = piece.Intercept;
        }

        for (int u = 0; u < level.Stride; u += 8)
        {
            Vector512<double> slope = Vector512.Load(slopes + u);
            Vector512<double> row = default;
            for (int j = 0; j <= d; j++)
            {
                row = slope * Vector512.Load(frame.Rows + (j * level.Stride) + u);
                row.Store(rows + (j * level.Stride) + u);
            }

            (row + Vector512.Load(intercepts + u)).Store(rows + (d * level.Stride) + u);
        }
    }

    /// <summary>The rows of a value between two levels.</summary>
    /// <param name="form">The value.</param>
    /// <param name="units">The rows of what the units before it give; null leaves them out.</param>
    /// <param name="unitStride">Their stride.</param>
    /// <param name="index">The level before it, whose open blocks it may contain.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <param name="stride">Their stride.</param>
    private void Evaluate(AffineForm form, double* units, int unitStride, int index, double* rows, int stride)
    {
        new Span<double>(rows, (d + 1) * stride).Clear();
        form.Constant.CopyTo(new Span<double>(rows + (d * stride), stride));
        if (units != null && form.FromUnits is { } matrix)
        {
            AddProduct(matrix, units, unitStride, rows, stride);
        }

        for (int i = 0; i < form.FromBlocks.Length; i++)
        {
            if (form.FromBlocks[i] is { } block)
            {
                AddProduct(block, Frame(index).Blocks[i], (block.Columns + 7) & ~7, rows, stride);
            }
        }
    }

    private void AddProduct(FormMatrix matrix, double* from, int fromStride, double* rows, int stride)
    {
        if (matrix.Values is not { } values)
        {
            for (int j = 0; j <= d; j++)
            {
                for (int i = 0; i < stride; i += 8)
                {
                    (Vector512.Load(rows + (j * stride) + i) + Vector512.Load(from + (j * fromStride) + i)).Store(rows + (j * stride) + i);
                }
            }

            return;
        }

        fixed (double* weights = values)
        {
            for (int i = 0; i < matrix.Rows; i++)
            {
                double* weight = weights + (i * matrix.Columns);
                for (int j = 0; j <= d; j++)
                {
                    rows[(j * stride) + i] += Dot(weight, from + (j * fromStride), matrix.Columns);
                }
            }
        }
    }

    private static double Dot(double* a, double* b, int length)
    {
        Vector512<double> sums = default;
        int k = 0;
        for (; k + 8 <= length; k += 8)
        {
            sums = Vector512.FusedMultiplyAdd(Vector512.Load(a + k), Vector512.Load(b + k), sums);
        }

        double sum = Vector512.Sum(sums);
        for (; k < length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }

    /// <summary>Adds what one decided unit of a level gives to the rows that the next level receives.</summary>
    private void AddUnit(int index, int unit, AffinePiece piece, double* next)
    {
        WalkSegment segment = Plan.Segments[index + 1];
        int stride = segment.Stride;
        double* column = segment.Columns.Pointer + (unit * stride);
        double* rows = Frame(index).Rows + unit;
        int rowStride = Plan.Levels[index].Stride;
        for (int j = 0; j <= d; j++)
        {
            double c = (piece.Slope * rows[j * rowStride]) + (j == d ? piece.Intercept : 0);
            var factor = Vector512.Create(c);
            double* target = next + (j * stride);
            for (int i = 0; i < stride; i += 8)
            {
                Vector512.FusedMultiplyAdd(factor, Vector512.Load(column + i), Vector512.Load(target + i)).Store(target + i);
            }
        }
    }
}
