namespace TorchDynInspect.Dynamics.LinearPrograms;

/// <summary>How a run of <see cref="BoundedDualSimplex"/> ended. Floating point decides, so nothing here is a proof.</summary>
internal enum SimplexStatus
{
    /// <summary>A vertex within all bounds, optimal for the objective.</summary>
    Optimal,

    /// <summary>A row of the dictionary whose range over the bounds misses its own bounds: <see cref="BoundedDualSimplex.InfeasibleVariable"/>.</summary>
    Infeasible,

    /// <summary>The limit of pivots was reached, or no pivot was large enough to be trusted.</summary>
    Stalled,
}
