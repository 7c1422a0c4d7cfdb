using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>A zero of F whose existence and uniqueness are proved. The Jacobian is invertible in all of <see cref="UniquenessRegion"/>.</summary>
public sealed record Zero
{
    /// <summary>The centre of <see cref="Enclosure"/>, close to the zero.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>A small box that holds exactly one zero.</summary>
    public required Box Enclosure { get; init; }

    /// <summary>A box around <see cref="Enclosure"/> that holds no other zero.</summary>
    public required Box UniquenessRegion { get; init; }
}
