namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>
/// A differentiable map x ↦ f(x) of R^d with its Jacobian. One with working memory of its own serves one thread; <see cref="ForWorker"/> gives another thread its copy.
/// </summary>
public interface IDifferentiableMap
{
    /// <summary>d.</summary>
    int Dimension { get; }

    /// <summary>f(x) and Df(x).</summary>
    /// <param name="x">d coordinates.</param>
    /// <param name="value">Receives d components; no part of <paramref name="x"/>.</param>
    /// <param name="jacobian">Receives d × d entries, row-major: ∂f_i/∂x_j at i·d + j.</param>
    void Evaluate(ReadOnlySpan<double> x, Span<double> value, Span<double> jacobian);

    /// <summary>The same map for use by one thread beside others. The default returns this: a map without working memory.</summary>
    IDifferentiableMap ForWorker() => this;
}
