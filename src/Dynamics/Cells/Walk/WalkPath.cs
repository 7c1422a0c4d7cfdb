namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>Where a worker is: the frames of the levels down to the present one, and the pattern of the levels above it.</summary>
internal abstract unsafe class WalkPath : IDisposable
{
    private readonly WalkFrame[] frames;

    protected WalkPath(WalkPlan plan)
    {
        Plan = plan;
        Pattern = new byte[plan.Program.Units];
        frames = new WalkFrame[plan.Levels.Length + 1];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = new WalkFrame();
        }
    }

    /// <summary>The plan.</summary>
    public WalkPlan Plan { get; }

    /// <summary>The pattern; defined for the levels above the present one.</summary>
    public byte[] Pattern { get; }

    /// <summary>Memory of the frames and nodes.</summary>
    public StackArena Arena { get; } = new();

    /// <summary>The frame of a level, from <see cref="WalkPlan.DomainLevel"/> on.</summary>
    /// <param name="level">The level.</param>
    public WalkFrame Frame(int level) => frames[level + 1];

    /// <summary>Replaces the frame of a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="frame">The frame.</param>
    protected void SetFrame(int level, WalkFrame frame) => frames[level + 1] = frame;

    /// <summary>How many hyperplanes a level has, rounded up to whole vectors.</summary>
    /// <param name="level">The level.</param>
    public int PlaneStride(int level) => level >= 0 ? Plan.Levels[level].PlaneStride : (Plan.Domain.Halfspaces.Length + 7) & ~7;

    /// <summary>The function a·x + b whose zeros are a facet's hyperplane; for a unit its pre-activation minus the breakpoint.</summary>
    /// <param name="facet">The facet id.</param>
    /// <param name="a">Receives a, d numbers.</param>
    /// <returns>b.</returns>
    public double Plane(int facet, Span<double> a)
    {
        (int level, int plane) = Plan.Locate(facet);
        int d = Plan.Dimension;
        if (level == WalkPlan.DomainLevel && plane < 0)
        {
            a.Clear();
            bool isUpper = (facet & 1) != 0;
            a[facet >> 1] = isUpper ? -1 : 1;
            return isUpper ? Plan.Domain.Box.Upper[facet >> 1] : -Plan.Domain.Box.Lower[facet >> 1];
        }

        double* planes = Frame(level).Planes;
        int stride = PlaneStride(level);
        for (int j = 0; j < d; j++)
        {
            a[j] = planes[(j * stride) + plane];
        }

        return planes[(d * stride) + plane];
    }

    /// <summary>As <see cref="Plane"/>, but not negative on the cell the worker is at, whose whole pattern is known.</summary>
    /// <param name="facet">The facet id.</param>
    /// <param name="a">Receives a, d numbers.</param>
    /// <returns>b.</returns>
    public double Inward(int facet, Span<double> a)
    {
        double b = Plane(facet, a);
        (int level, int plane) = Plan.Locate(facet);
        if (level < 0 || Pattern[Plan.Levels[level].FirstUnit + Plan.Levels[level].Unit[plane]] > Plan.Levels[level].Breakpoint[plane])
        {
            return b;
        }

        for (int j = 0; j < a.Length; j++)
        {
            a[j] = -a[j];
        }

        return -b;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory.</summary>
    protected virtual void Dispose(bool disposing) => Arena.Dispose();

    /// <summary>Copies columns of the given stride into rows of d + 1 numbers.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="stride">Their stride.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <param name="width">How many rows.</param>
    public void CopyRows(double* columns, int stride, Span<double> rows, int width)
    {
        int d = Plan.Dimension;
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j <= d; j++)
            {
                rows[(i * (d + 1)) + j] = columns[(j * stride) + i];
            }
        }
    }
}
