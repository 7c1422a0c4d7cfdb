namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>A number that each cell's Jacobian A has.</summary>
public enum CellMeasure
{
    /// <summary>‖A‖₂; of a scalar network the length of its gradient.</summary>
    Norm2,

    /// <summary>ρ(A) = max |λ|, of a map from a space to itself.</summary>
    SpectralRadius,

    /// <summary>The sign of det A, of a map from a space to itself; 0 within rounding of a singular matrix.</summary>
    DeterminantSign,
}
