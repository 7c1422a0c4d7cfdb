namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>An orbit in steps that carry directions along; the working memory of one thread.</summary>
internal abstract class TangentDynamics
{
    /// <summary>d.</summary>
    public abstract int Dimension { get; }

    /// <summary>Time of one step.</summary>
    public abstract double Interval { get; }

    /// <summary>Moves x by one step.</summary>
    /// <param name="x">d coordinates, replaced.</param>
    /// <param name="directions">Directions of length d, one after the other, each replaced by its image under the tangent map.</param>
    /// <returns>ln |det| of the tangent map by a way that does not use the directions.</returns>
    public abstract double Advance(Span<double> x, Span<double> directions);
}
