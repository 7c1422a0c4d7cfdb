namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>A norm of R^d, with the matrix norm that it induces.</summary>
public enum VectorNorm
{
    /// <summary>Σ |x_i|; of a matrix the largest column sum of moduli.</summary>
    One,

    /// <summary>Euclidean; of a matrix the largest singular value.</summary>
    Two,

    /// <summary>max |x_i|; of a matrix the largest row sum of moduli.</summary>
    Infinity,
}
