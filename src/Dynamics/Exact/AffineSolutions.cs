namespace TorchDynInspect.Dynamics.Exact;

/// <summary>All solutions of a consistent system A x = b: Particular + the span of Basis.</summary>
/// <param name="Particular">One solution.</param>
/// <param name="Basis">A basis of the null space of A; empty when the solution is unique.</param>
internal sealed record AffineSolutions(Rational[] Particular, Rational[][] Basis)
{
    /// <summary>Dimension of the solution set.</summary>
    public int Dimension => Basis.Length;

    /// <summary>Whether there is exactly one solution.</summary>
    public bool IsUnique => Basis.Length == 0;
}
