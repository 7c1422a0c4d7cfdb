using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>From one level to the next: affine maps.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    private long stamp;

    private int InputStride => (d + 7) & ~7;

    /// <summary>The affine map of the whole network on the present cell.</summary>
    /// <param name="a">Receives A, outputs × d, row-major.</param>
    /// <param name="b">Receives b.</param>
    public void OutputMap(Span<double> a, Span<double> b)
    {
        WalkSegment segment = Plan.Segments[lastLevel + 1];
        int stride = lastLevel < 0 ? InputStride : Plan.Levels[lastLevel].Stride;
        StackArena.Mark mark = Arena.Height;
        double* units = Arena.Take((d + 1) * stride);
        double* output = Arena.Take((d + 1) * segment.Stride);
        UnitRows(lastLevel, units);
        Evaluate(segment.Value, units, stride, lastLevel, output, segment.Stride);
        for (int i = 0; i < segment.Value.Width; i++)
        {
            for (int j = 0; j < d; j++)
            {
                a[(i * d) + j] = output[(j * segment.Stride) + i];
            }

            b[i] = output[(d * segment.Stride) + i];
        }

        Arena.Release(mark);
    }

    /// <summary>Sets the frame of a level on the present part, whose pattern of all levels before is known.</summary>
    private void OpenFrame(int index)
    {
        WalkLevel level = Plan.Levels[index];
        WalkSegment segment = Plan.Segments[index];
        WalkFrame frame = Frame(index);
        frame.Rows = current.Next;
        OpenBlocks(index, segment, frame);
        frame.Planes = frame.Rows;
        if (!level.PlanesAreRows)
        {
            frame.Planes = Arena.Take((d + 1) * level.PlaneStride);
            for (int j = 0; j <= d; j++)
            {
                for (int h = 0; h < level.Planes; h++)
                {
                    frame.Planes[(j * level.PlaneStride) + h] = frame.Rows[(j * level.Stride) + level.Unit[h]] - (j == d ? level.At[h] : 0);
                }

                new Span<double>(frame.Planes + (j * level.PlaneStride) + level.Planes, level.PlaneStride - level.Planes).Clear();
            }
        }

        frame.Norms = Arena.Take(level.PlaneStride);
        frame.Margins = Arena.Take(level.PlaneStride);
        SetNorms(frame, level.PlaneStride);
        SetReach(frame, current.Polytope);
        signs.SetMargins(this, index, current.Polytope);
    }

    private void SetNorms(WalkFrame frame, int planeStride)
    {
        for (int h = 0; h < planeStride; h += 8)
        {
            Vector512<double> norm = default;
            for (int j = 0; j < d; j++)
            {
                norm += Vector512.Abs(Vector512.Load(frame.Planes + (j * planeStride) + h));
            }

            norm.Store(frame.Norms + h);
        }
    }

    private void SetReach(WalkFrame frame, in Polytope part)
    {
        frame.Stamp = ++stamp;
        frame.Reach = Arena.Take(d);
        for (int j = 0; j < d; j++)
        {
            double reach = 0;
            for (int v = 0; v < part.Count; v++)
            {
                reach = Math.Max(reach, Math.Abs(part.X[(j * part.Stride) + v]));
            }

            frame.Reach[j] = reach;
        }
    }

    private void OpenBlocks(int index, WalkSegment segment, WalkFrame frame)
    {
        if (frame.Blocks.Length != segment.Blocks.Length)
        {
            frame.Blocks = new double*[segment.Blocks.Length];
        }

        double* units = null;
        int unitStride = index == 0 ? InputStride : Plan.Levels[index - 1].Stride;
        for (int i = 0; i < segment.Blocks.Length; i++)
        {
            if (segment.Kept[i] >= 0)
            {
                frame.Blocks[i] = Frame(index - 1).Blocks[segment.Kept[i]];
                continue;
            }

            if (units == null)
            {
                units = Arena.Take((d + 1) * unitStride);
                UnitRows(index - 1, units);
            }

            int stride = BlockStride(segment, i);
            frame.Blocks[i] = Arena.Take((d + 1) * stride);
            Evaluate(segment.Blocks[i], units, unitStride, index - 1, frame.Blocks[i], stride);
        }
    }

    private static int BlockStride(WalkSegment segment, int block) => (segment.Blocks[block].Width + 7) & ~7;

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
