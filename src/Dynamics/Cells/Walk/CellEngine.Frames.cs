using System.Runtime.Intrinsics;

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
        ClearExact(frame, level.Planes);
        SetNorms(frame, level.PlaneStride);
        SetReach(frame, current.Polytope);
        signs.SetMargins(this, index, current.Polytope);
    }

    private static void ClearExact(WalkFrame frame, int planes)
    {
        if (frame.IsExact.Length != planes)
        {
            frame.IsExact = new bool[planes];
        }

        Array.Clear(frame.IsExact);
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
}
