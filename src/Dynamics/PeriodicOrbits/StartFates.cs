namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>What became of the starts of a search; one that was followed forward and backward counts twice.</summary>
/// <param name="Rested">Came to rest at an equilibrium.</param>
/// <param name="Escaped">Went far out of the box, or beyond what the solver could follow.</param>
/// <param name="Returned">Came back close enough for Newton's method, and led to a closed orbit.</param>
/// <param name="Wandered">Moved on without a close return, or Newton's method led to no closed orbit from any.</param>
public readonly record struct StartFates(int Rested, int Escaped, int Returned, int Wandered)
{
    /// <summary>The sum.</summary>
    public static StartFates operator +(StartFates x, StartFates y) => Add(x, y);

    /// <summary>The sum.</summary>
    /// <param name="x">Some starts.</param>
    /// <param name="y">Others.</param>
    public static StartFates Add(StartFates x, StartFates y) =>
        new(x.Rested + y.Rested, x.Escaped + y.Escaped, x.Returned + y.Returned, x.Wandered + y.Wandered);
}
