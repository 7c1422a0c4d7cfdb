using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Tests.BranchAndPrune;

/// <summary>A system of the plane from its formulas.</summary>
internal sealed class Plane(
    Func<Interval, Interval, (Interval, Interval)> values,
    Func<Interval, Interval, (Interval, Interval, Interval, Interval)> derivatives) : IEnclosedSystem
{
    public int Dimension => 2;

    public void Values(ReadOnlySpan<Interval> box, Span<Interval> enclosures) => (enclosures[0], enclosures[1]) = values(box[0], box[1]);

    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian) =>
        (jacobian[0], jacobian[1], jacobian[2], jacobian[3]) = derivatives(box[0], box[1]);

    /// <summary>x² + y² = 1, x = y.</summary>
    public static Plane CircleAndDiagonal { get; } = new(
        (x, y) => (Interval.Square(x) + Interval.Square(y) - 1, x - y),
        (x, y) => (2 * x, 2 * y, 1, -1));

    /// <summary>x² = y² = 0: one zero, twice singular.</summary>
    public static Plane Quadruple { get; } = new(
        (x, y) => (Interval.Square(x), Interval.Square(y)),
        (x, y) => (2 * x, 0, 0, 2 * y));

    /// <summary>The circle x² + y² = 1, twice: a curve of zeros.</summary>
    public static Plane Circle { get; } = new(
        (x, y) => (Interval.Square(x) + Interval.Square(y) - 1, Interval.Square(x) + Interval.Square(y) - 1),
        (x, y) => (2 * x, 2 * y, 2 * x, 2 * y));
}
