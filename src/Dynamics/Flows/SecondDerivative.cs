using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>D²φ, the second derivative of a map of R^d: d symmetric d × d matrices, one a component.</summary>
/// <param name="Dimension">d.</param>
/// <param name="Values">∂²φ_i/∂x_j∂x_k at (i·d + j)·d + k.</param>
public sealed record SecondDerivative(int Dimension, ImmutableArray<double> Values)
{
    /// <summary>∂²φ_i/∂x_j∂x_k.</summary>
    /// <param name="i">Component.</param>
    /// <param name="j">First variable.</param>
    /// <param name="k">Second variable.</param>
    public double this[int i, int j, int k] => Values[(((i * Dimension) + j) * Dimension) + k];

    /// <summary>Σ_i a_i D²φ_i, the Hessian of x ↦ aᵀφ(x), d × d and symmetric.</summary>
    /// <param name="a">d numbers.</param>
    public Matrix Contract(ReadOnlySpan<double> a)
    {
        Preconditions.RequireLength(a.Length, Dimension, "covector");
        int size = Dimension * Dimension;
        double[] sum = new double[size];
        for (int i = 0; i < Dimension; i++)
        {
            for (int e = 0; e < size; e++)
            {
                sum[e] += a[i] * Values[(i * size) + e];
            }
        }

        return Matrix.Adopt(Dimension, Dimension, sum);
    }

    /// <inheritdoc/>
    public bool Equals(SecondDerivative? other) =>
        other is not null && Dimension == other.Dimension && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dimension, Values.IsEmpty ? 0 : Values[0]);
}
