namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>A disc {λ : |λ − Center| ≤ Radius}; the union over the rows of a square matrix holds all its eigenvalues.</summary>
/// <param name="Center">The diagonal entry.</param>
/// <param name="Radius">Sum of the moduli of the row's other entries.</param>
public readonly record struct GershgorinDisc(double Center, double Radius);
