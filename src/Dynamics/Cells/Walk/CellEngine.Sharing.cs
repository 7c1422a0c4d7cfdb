using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>Handing work to other workers.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    private WalkShare? taken;

    /// <summary>Gives away the shallowest part that waits.</summary>
    public WalkShare Give()
    {
        WalkNode node = nodes[bottom++];
        var share = new WalkShare
        {
            Frames = [.. Enumerable.Range(WalkPlan.DomainLevel, node.Level + 2).Select(_ => new WalkFrame())],
            Pattern = [.. Pattern],
        };
        for (int level = WalkPlan.DomainLevel; level <= node.Level; level++)
        {
            CopyFrame(Frame(level), level, share.Frames[level + 1], share);
        }

        share.Node = node;
        Polytope from = node.Polytope;
        ref Polytope to = ref share.Node.Polytope;
        to.X = Copy(share, from.X, (d + 1) * from.Stride);
        to.Masks = (ulong*)Copy(share, (double*)from.Masks, from.Words * (from.Stride + 1)); // the facets alive lie behind the masks
        to.Alive = to.Masks + (to.Words * to.Stride);
        to.Slots = (int*)Copy(share, (double*)from.Slots, (from.SlotCount + 1) / 2);
        if (node.Level >= 0)
        {
            share.Node.Candidates = (int*)Copy(share, (double*)node.Candidates, (node.CandidateCount + 1) / 2);
            share.Node.Pattern = (byte*)Copy(share, (double*)node.Pattern, (Plan.Levels[node.Level].Units.Length + 7) / 8);
        }

        if (node.Next != null)
        {
            share.Node.Next = Copy(share, node.Next, (d + 1) * Plan.Segments[node.Level + 1].Stride);
        }

        return share;
    }

    /// <summary>Goes on with what another worker gave away; the worker must have nothing left.</summary>
    /// <param name="share">The work; this worker owns it from now on.</param>
    public void Take(WalkShare share)
    {
        taken?.Dispose();
        taken = share;
        bottom = top = 0;
        Arena.Release(default(StackArena.Mark) with { Chunk = -1 });
        for (int level = WalkPlan.DomainLevel; level <= share.Node.Level; level++)
        {
            share.Frames[level + 1].Stamp = ++stamp;
            SetFrame(level, share.Frames[level + 1]);
        }

        share.Pattern.CopyTo(Pattern, 0);
        signs.Resume(this, share.Node.Level);
        WalkNode node = share.Node;
        node.End = Arena.Height;
        Push(node);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        taken?.Dispose();
        base.Dispose(disposing);
    }

    private void CopyFrame(WalkFrame from, int level, WalkFrame to, WalkShare share)
    {
        int planes = PlaneStride(level);
        if (level >= 0)
        {
            to.Rows = Copy(share, from.Rows, (d + 1) * Plan.Levels[level].Stride);
            WalkSegment segment = Plan.Segments[level];
            to.Blocks = new double*[segment.Blocks.Length];
            for (int i = 0; i < to.Blocks.Length; i++)
            {
                to.Blocks[i] = Copy(share, from.Blocks[i], (d + 1) * BlockStride(segment, i));
            }
        }

        to.IsExact = [.. from.IsExact];
        to.Planes = from.Planes == from.Rows ? to.Rows : Copy(share, from.Planes, (d + 1) * planes);
        to.Norms = Copy(share, from.Norms, planes);
        to.Margins = Copy(share, from.Margins, planes);
        to.Reach = Copy(share, from.Reach, d);
    }

    private static double* Copy(WalkShare share, double* from, int words)
    {
        double* to = share.Arena.Take(words);
        Unsafe.CopyBlockUnaligned(to, from, (uint)words * 8);
        return to;
    }
}
