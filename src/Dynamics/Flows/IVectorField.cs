namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// An autonomous, twice continuously differentiable vector field ẋ = f(x) on R^d. Time-dependent fields carry the time as one more coordinate with derivative 1.
/// A field with working memory of its own serves one thread; <see cref="ForWorker"/> gives another thread its copy.
/// </summary>
public interface IVectorField
{
    /// <summary>d.</summary>
    int Dimension { get; }

    /// <summary>f(x).</summary>
    /// <param name="x">d coordinates.</param>
    /// <param name="value">Receives d components; no part of <paramref name="x"/>.</param>
    void Value(ReadOnlySpan<double> x, Span<double> value);

    /// <summary>Df(x).</summary>
    /// <param name="x">d coordinates.</param>
    /// <param name="jacobian">Receives d × d entries, row-major: ∂f_i/∂x_j at i·d + j.</param>
    void Jacobian(ReadOnlySpan<double> x, Span<double> jacobian);

    /// <summary>The second derivative in two directions, Σ_jk ∂²f_i/∂x_j∂x_k u_j v_k.</summary>
    /// <param name="x">d coordinates.</param>
    /// <param name="u">The first direction, d numbers.</param>
    /// <param name="v">The second direction, d numbers.</param>
    /// <param name="value">Receives d components.</param>
    void SecondDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> value);

    /// <summary>The same field for use by one thread beside others. The default returns this: a field without working memory.</summary>
    IVectorField ForWorker() => this;
}
