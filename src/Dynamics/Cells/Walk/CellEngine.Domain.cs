namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <content>The domain, where a walk begins.</content>
internal sealed unsafe partial class CellEngine<TSigns>
{
    /// <summary>The domain as a polytope.</summary>
    /// <returns>Whether it has an interior.</returns>
    private bool MakeDomain(out Polytope polytope)
    {
        polytope = MakeBox();
        int halfspaces = Plan.Domain.Halfspaces.Length;
        int stride = PlaneStride(WalkPlan.DomainLevel);
        WalkFrame frame = Frame(WalkPlan.DomainLevel);
        frame.Planes = Arena.Take((d + 1) * stride);
        frame.Norms = Arena.Take(stride);
        frame.Margins = Arena.Take(stride);
        for (int i = 0; i < halfspaces; i++)
        {
            Halfspace halfspace = Plan.Domain.Halfspaces[i];
            for (int j = 0; j < d; j++)
            {
                frame.Planes[(j * stride) + i] = -halfspace.Normal[j];
            }

            frame.Planes[(d * stride) + i] = halfspace.Offset;
        }

        SetNorms(frame, stride);
        SetReach(frame, polytope);
        signs.SetMargins(this, WalkPlan.DomainLevel, polytope);
        for (int i = 0; i < halfspaces; i++)
        {
            int sides = Sides(frame, stride, WalkPlan.DomainLevel, i, polytope);
            if ((sides & HasPositive) == 0)
            {
                return false;
            }

            if (sides == Divides)
            {
                Cut(polytope, frame, stride, WalkPlan.DomainLevel, i, Plan.FirstHalfspace + i);
                polytope = TakeHalf(polytope, isPositive: true);
            }
        }

        return true;
    }

    private Polytope MakeBox()
    {
        Polytope box = Take(1 << d, 1);
        box.IsSimple = true;
        box.SlotCount = 2 * d;
        box.Slots = TakeInts(2 * d);
        box.Alive[0] = (1UL << (2 * d)) - 1;
        for (int s = 0; s < 2 * d; s++)
        {
            box.Slots[s] = s;
        }

        for (int v = 0; v < box.Count; v++)
        {
            box.Masks[v] = 0;
            box.X[(d * box.Stride) + v] = 0;
            for (int i = 0; i < d; i++)
            {
                int upper = (v >> i) & 1;
                box.X[(i * box.Stride) + v] = upper == 0 ? Plan.Domain.Box.Lower[i] : Plan.Domain.Box.Upper[i];
                box.Masks[v] |= 1UL << ((2 * i) + upper);
            }
        }

        return box;
    }
}
