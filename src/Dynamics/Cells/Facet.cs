namespace TorchDynInspect.Dynamics.Cells;

/// <summary>The hyperplane that carries a facet of a cell.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">The unit's place in the activation pattern, or the side or halfspace of the domain.</param>
/// <param name="Breakpoint">The unit's breakpoint; 0 for sides of the domain.</param>
public readonly record struct Facet(FacetKind Kind, int Index, int Breakpoint);
