using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Invariance;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Dissipativity;

/// <summary>
/// P2 … P5 of theory §1 for a piecewise-linear map on a box. They hold for any pointwise affine form, so for the tangent form, which is constant on cells; where every
/// activation is positively homogeneous it is the secant form A*, b* of the paper.
/// </summary>
internal sealed class DissipativityTheory(
    Network network, ImmutableArray<GrowthBound> growth, BoxInvariance invariance, FixedPointResult fixedPoints)
{
    private const string Source = "Drgoňa, Vasisht, Tuor, Vrabie, arXiv 2011.13492; IEEE OJ-CSYS 1, 2022";
    private const string Banach = "Banach's fixed point theorem";

    private bool AnyContinuum => !fixedPoints.Continua.IsEmpty;

    /// <summary>All entries.</summary>
    public IEnumerable<TheoryEntry> Entries()
    {
        if (growth.IsEmpty)
        {
            yield break;
        }

        // A proof goes before a smaller number.
        GrowthBound smallest = growth.OrderByDescending(bound => bound.IsContraction).ThenByDescending(bound => bound.Evidence).ThenBy(bound => bound.A).First();
        yield return SupplyRate(smallest);
        yield return AbsorbingBall();
        yield return Origin(smallest);
        yield return Box(smallest);
        yield return Space();
    }

    private TheoryEntry SupplyRate(GrowthBound bound)
    {
        string form = LayerProduct.HasTangentSecants(network)
            ? "A* and b* of the secant form are constant on cells"
            : "with the tangent form, since an activation is not positively homogeneous and A* of the secant form varies within cells";
        return new TheoryEntry(
            "P2 supply rate",
            Source,
            true,
            form,
            bound.IsContraction
                ? $"‖f(x)‖ − ‖x‖ ≤ {Text(bound.Beta)} − {Text(1 - bound.A)}·‖x‖ on the box in the {Name(bound)}"
                : $"‖f(x)‖ ≤ {Text(bound.Beta)} + {Text(bound.A)}·‖x‖ on the box in the {Name(bound)}, which bounds no orbit");
    }

    private TheoryEntry AbsorbingBall()
    {
        const string Theorem = "P3 absorbing ball";
        if (growth.Where(bound => bound.HasAbsorbingBall).OrderByDescending(bound => bound.Evidence).ThenBy(bound => bound.Radius).FirstOrDefault() is not { } ball)
        {
            return new TheoryEntry(Theorem, Source, false, growth.FirstOrDefault(bound => bound.IsContraction) is { } contraction
                ? $"the ball of radius {Text(contraction.Radius!.Value)} does not lie in the box, beyond which nothing was bounded"
                : NoContraction());
        }

        double slack = 1e-9 * (1 + ball.Radius!.Value);
        double[] norms = [.. fixedPoints.Points.Select(point => GrowthVisitor.Of(ball.Norm, point.X.AsSpan())).Where(norm => norm <= ball.LargestBall)];
        bool outside = norms.Any(norm => norm > ball.Radius + slack);
        bool missing = fixedPoints.Complete && norms.Length == 0 && !AnyContinuum;
        return new TheoryEntry(
            Theorem,
            Source,
            true,
            $"sup ‖A‖ = {Text(ball.A)} < 1 in the {Name(ball)}",
            $"the ball ‖x‖ ≤ {Text(ball.Radius.Value)} is invariant, attracts all of ‖x‖ ≤ {Text(ball.LargestBall)} and holds a fixed point (perhaps more)",
            $"{norms.Length} fixed points, the farthest at ‖x‖ = {(norms.Length == 0 ? "–" : Text(norms.Max()))}",
            outside || missing ? false : norms.Length > 0 || AnyContinuum ? true : null);
    }

    private TheoryEntry Origin(GrowthBound bound)
    {
        const string Theorem = "P4 stability of the origin";
        string? obstacle = !LayerProduct.IsHomogeneous(network) ? "b* is not 0 everywhere: a bias is not 0, or an activation is not positively homogeneous"
            : bound.LargestBall == 0 ? "the origin is not inside the box"
            : !bound.IsContraction ? NoContraction()
            : null;
        if (obstacle is not null)
        {
            return new TheoryEntry(Theorem, Source, false, obstacle);
        }

        bool others = AnyContinuum || fixedPoints.Points.Any(point => GrowthVisitor.Of(VectorNorm.Infinity, point.X.AsSpan()) > 1e-9);
        return new TheoryEntry(
            Theorem,
            Source,
            true,
            $"f is positively homogeneous, so that sup ‖A‖ = {Text(bound.A)} < 1 on the box is the supremum on R^d ({Name(bound)})",
            $"the origin is the only fixed point, and ‖f^t(x)‖ ≤ {Text(bound.A)}^t·‖x‖ for every x",
            Found(),
            others ? false : fixedPoints.Points.Length == 1 ? true : fixedPoints.Complete ? false : null);
    }

    private TheoryEntry Box(GrowthBound bound)
    {
        const string Theorem = "P5 contraction on the box";
        if (!bound.IsContraction)
        {
            return new TheoryEntry(Theorem, Banach, false, NoContraction());
        }

        bool invariant = invariance.IsForwardInvariant == true;
        int count = fixedPoints.Points.Length;
        bool tooMany = AnyContinuum || count > 1;
        bool missing = invariant && count == 0 && fixedPoints.Complete;
        return new TheoryEntry(
            Theorem,
            Banach,
            true,
            $"Lipschitz constant {Text(bound.A)} < 1 in the {Name(bound)}; f maps the box into itself: {Word(invariance.IsForwardInvariant)}",
            invariant ? "exactly one fixed point in the box, and every orbit from the box converges to it" : "at most one fixed point in the box",
            Found(),
            tooMany || missing ? false : !invariant || count == 1 ? true : null);
    }

    private TheoryEntry Space()
    {
        const string Theorem = "P5 contraction on R^d";
        GrowthBound best = growth.MinBy(bound => bound.Global)!;
        if (!best.IsGlobalContraction)
        {
            return new TheoryEntry(
                Theorem, Banach, false, $"the product of the layers' Lipschitz constants is {Text(best.Global)} ({Name(best)}), not below 1; beyond the box nothing else is known");
        }

        return new TheoryEntry(
            Theorem,
            Banach,
            true,
            $"the product of the layers' Lipschitz constants is {Text(best.Global)} < 1 ({Name(best)})",
            "exactly one fixed point in R^d, in the box or not, and every orbit converges to it",
            Found(),
            !AnyContinuum && fixedPoints.Points.Length <= 1);
    }

    private string NoContraction() =>
        "the Lipschitz constant on the box is not below 1: " + string.Join(", ", growth.Select(bound => $"{Text(bound.A)} ({Name(bound)})"));

    private string Found() => (AnyContinuum ? "a continuum of fixed points, and " : string.Empty)
        + $"{fixedPoints.Points.Length} fixed points in the box" + (fixedPoints.Complete ? string.Empty : " (the list may not be complete)");

    private static string Name(GrowthBound bound) => bound.Norm switch
    {
        VectorNorm.One => "1-norm",
        VectorNorm.Two => "2-norm",
        _ => "∞-norm",
    } + $", {bound.Evidence.ToString().ToLowerInvariant()}";

    private static string Word(bool? value) => value switch { true => "yes", false => "no", null => "not known" };

    private static string Text(double value) => value.ToString("G6");
}
