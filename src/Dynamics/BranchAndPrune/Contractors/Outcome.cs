namespace TorchDynInspect.Dynamics.BranchAndPrune.Contractors;

/// <summary>What a contractor did to a box.</summary>
internal enum Outcome
{
    /// <summary>Nothing that is worth another pass.</summary>
    Unchanged,

    /// <summary>An axis lost a good part of its width.</summary>
    Narrowed,

    /// <summary>The box is proved to hold no zero.</summary>
    Empty,
}
