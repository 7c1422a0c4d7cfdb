namespace TorchDynInspect.Dynamics.Cells.Programs;

/// <summary>One step of a <see cref="PiecewiseLinearProgram"/>; the set is closed: affine, pieces, enter and leave a residual block.</summary>
internal abstract record ProgramStep
{
    /// <summary>z = W h + b.</summary>
    /// <param name="Rows">Width after the step.</param>
    /// <param name="Columns">Width before it.</param>
    /// <param name="Weight">W, row-major.</param>
    /// <param name="Bias">b.</param>
    public sealed record Linear(int Rows, int Columns, double[] Weight, double[] Bias) : ProgramStep;

    /// <summary>h_i = σ_i(z_i), the step that divides cells.</summary>
    /// <param name="FirstUnit">Index in the activation pattern of this layer's unit 0.</param>
    /// <param name="Units">One a unit; a unit without breakpoints divides nothing but still has its (single) place in the pattern.</param>
    public sealed record Pieces(int FirstUnit, UnitPieces[] Units) : ProgramStep;

    /// <summary>Keeps the present value for the <see cref="Leave"/> that closes the block; blocks nest.</summary>
    public sealed record Enter : ProgramStep;

    /// <summary>Adds the value kept by the matching <see cref="Enter"/>.</summary>
    public sealed record Leave : ProgramStep;
}
