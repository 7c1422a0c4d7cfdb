namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>Why a box was left undecided.</summary>
public enum UnresolvedReason
{
    /// <summary>It reached the least width without a decision: a zero with a singular or nearly singular Jacobian, or a wide enclosure of F.</summary>
    Narrow,

    /// <summary>It holds exactly one zero, which lies within rounding of the border of the searched box.</summary>
    Border,

    /// <summary>The limit on the depth of bisection was reached.</summary>
    Depth,

    /// <summary>The budget, the limit on boxes or a cancellation ended the search first.</summary>
    Interrupted,
}
