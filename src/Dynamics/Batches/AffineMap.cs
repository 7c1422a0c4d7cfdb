using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>f(x) = A x + b at one point x.</summary>
/// <param name="A">outputs × inputs.</param>
/// <param name="B">The offset b, one entry an output.</param>
/// <param name="Form">Which form this is.</param>
public sealed record AffineMap(Matrix A, ImmutableArray<double> B, AffineForm Form);
