namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>A point at which Newton's iteration for f^k(x) = x came to rest.</summary>
/// <param name="X">The point.</param>
/// <param name="Value">f^k(x).</param>
/// <param name="Jacobian">D(f^k)(x), d × d, row-major.</param>
/// <param name="Residual">‖f^k(x) − x‖∞.</param>
/// <param name="Radius">
/// How far the true point may lie: twice the last Newton step, and the rounding error of f^k(x) − x carried through (I − D f^k)⁻¹. Two candidates nearer than
/// the sum of their radii cannot be told apart.
/// </param>
/// <param name="IsSingular">Whether I − D(f^k) is singular within rounding.</param>
internal sealed record Candidate(double[] X, double[] Value, double[] Jacobian, double Residual, double Radius, bool IsSingular);
