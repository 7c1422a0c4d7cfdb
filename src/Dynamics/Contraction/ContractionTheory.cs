using System.Globalization;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>What a negative logarithmic norm implies.</summary>
internal static class ContractionTheory
{
    private const string Source = "Lozinskii 1958; Demidovich 1961; Lohmiller, Slotine, Automatica 34 (1998), 683–696; Aminzare, Sontag, CDC 2014";

    /// <summary>The entries for a box and for R^d.</summary>
    public static IEnumerable<TheoryEntry> Entries(IReadOnlyCollection<LogarithmicNormBound> bounds, bool invariant)
    {
        LogarithmicNormBound best = bounds.MinBy(bound => bound.Supremum.Upper)!;
        string rate = Text(-best.Supremum.Upper);
        yield return new TheoryEntry(
            "contraction on the box",
            Source,
            best.IsContraction,
            best.IsContraction
                ? $"sup μ(Df) ≤ {Text(best.Supremum.Upper)} < 0 on the box in the {Name(best.Norm)} (certified); orbits stay in the box: {(invariant ? "proved" : "not proved")}"
                : $"sup μ(Df) is not proved to be negative in any of the three norms: {string.Join(", ", bounds.Select(bound => $"≤ {Text(bound.Supremum.Upper)} ({Name(bound.Norm)})"))}",
            !best.IsContraction ? null
            : invariant ? $"exactly one equilibrium in the box; every orbit from the box converges to it at least as e^(−{rate} t); no closed orbit"
            : $"at most one equilibrium in the box and no closed orbit in it; orbits that stay in it approach each other at least as e^(−{rate} t)");

        LogarithmicNormBound? global = bounds.Where(bound => bound.Everywhere is not null).MinBy(bound => bound.Everywhere);
        bool applies = global?.Everywhere < 0;
        yield return new TheoryEntry(
            "contraction on R^d",
            Source,
            applies,
            global is null ? "no bound of μ(Df) beyond the box is known"
            : $"μ(Df) ≤ {Text(global.Everywhere!.Value)} everywhere in the {Name(global.Norm)} (certified)" + (applies ? string.Empty : ", not below 0"),
            applies ? $"exactly one equilibrium in R^d; every orbit converges to it at least as e^(−{Text(-global!.Everywhere!.Value)} t)" : null);
    }

    private static string Name(VectorNorm norm) => norm switch
    {
        VectorNorm.One => "1-norm",
        VectorNorm.Two => "2-norm",
        _ => "∞-norm",
    };

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
