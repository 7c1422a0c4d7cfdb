namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>How to divide a region: below and above a value of a variable.</summary>
/// <param name="Variable">A coordinate of x or the input of a unit; 0, the constant, when there is nothing to divide.</param>
/// <param name="At">The value.</param>
internal readonly record struct Division(int Variable, double At)
{
    /// <summary>Whether every unit has one piece left.</summary>
    public bool IsDone => Variable == 0;
}
