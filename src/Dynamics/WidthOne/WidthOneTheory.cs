using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>The theorem on nowhere coexpanding chains beside what was found.</summary>
internal static class WidthOneTheory
{
    private const string Theorem = "nowhere coexpanding chains";
    private const string Source = "Cook, Hammerlindl, Tucker, arXiv 2303.12814; Chaos 33, 123105";

    /// <summary>The entry for a network to which the theorem does not apply.</summary>
    public static TheoryEntry Entry(string obstacle) => new(Theorem, Source, false, obstacle);

    public static TheoryEntry Entry(WidthOneResult found)
    {
        bool decreasing = found.Monotonicity == Monotonicity.Decreasing;
        string predicts = decreasing ? "one fixed point; at most one 2-cycle or an interval of them" : "an interval of fixed points or at most 3";
        string points = found.Continuum is not null ? $"the interval {found.Continuum}" : Counted(found.Points.Length, "fixed point");
        string cycles = found.CycleContinuum is not null ? $", 2-cycles on {found.CycleContinuum}"
            : decreasing ? $", {Counted(found.Cycles.Length, "2-cycle")}" : string.Empty;
        string open = found.Complete ? string.Empty : $", undecided on {string.Join(", ", found.Undecided.Concat(found.UndecidedCycles))}";
        bool holds = decreasing ? found.Points.Length == 1 && found.Cycles.Length <= 1 : found.Points.Length <= 3;
        return new TheoryEntry(Theorem, Source, true, found.Reason, predicts, points + cycles + open, holds ? (found.Complete ? true : null) : false);
    }

    private static string Counted(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
