namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>An orbit in steps, each with its tangent map; the working memory of one thread.</summary>
internal abstract class TangentDynamics
{
    /// <summary>d.</summary>
    public abstract int Dimension { get; }

    /// <summary>Time of one step.</summary>
    public abstract double Interval { get; }

    /// <summary>Moves x by one step.</summary>
    /// <param name="x">d coordinates, replaced.</param>
    /// <param name="tangent">Receives the tangent map of the step, d × d, row-major.</param>
    /// <returns>ln |det| of that map by a way that does not use it as a product of growth factors.</returns>
    public abstract double Advance(Span<double> x, Span<double> tangent);
}
