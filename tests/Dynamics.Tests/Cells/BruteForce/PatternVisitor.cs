using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>Notes the pattern of each cell.</summary>
internal sealed class PatternVisitor : ICellVisitor
{
    public List<string> Patterns { get; } = [];

    public void Visit(Cell cell) => Patterns.Add(string.Join(',', cell.Pattern.ToArray()));
}
