using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Models.NeuralOdes;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// What the solver of a <see cref="NeuralOde"/> works, counted over the forward solves of training since the last reading; the module's own passes are what is
/// counted, so nothing is solved for the reading. Metrics, with the path of the neural ODE as subject (none for the module itself): "solver.solves", the batches
/// solved; and where there were any "solver.evaluations" (of the field, mean over the trajectories), "solver.calls" (of the field's forward pass, mean over the
/// solves), "solver.accepted" and "solver.rejected" (steps, means over the trajectories) and "solver.accepted.max", the longest trajectory of the last solve.
/// O(trajectories of the last solve).
/// </summary>
public sealed class SolverEffort : IInspector
{
    private static readonly MetricDescriptor Solves = new("solver.solves", "solves", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor Evaluations = new("solver.evaluations", "evaluations", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor Calls = new("solver.calls", "calls", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor Accepted = new("solver.accepted", "steps", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor Rejected = new("solver.rejected", "steps", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor Longest = new("solver.accepted.max", "steps", EvidenceLevel.Numerical);

    private readonly Dictionary<string, SolverEffortTotals> earlier = [];

    /// <inheritdoc/>
    public string Name => "solver effort";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach ((string path, NeuralOde model) in Models(context.Module))
        {
            // What was solved before the monitor was attached is no training step of its.
            earlier[path] = model.Effort;
        }

        return earlier.Count == 0 ? "the module holds no NeuralOde" : null;
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach ((string path, NeuralOde model) in Models(context.Module))
        {
            string? subject = path.Length == 0 ? null : path;
            SolverEffortTotals since = model.Effort.Since(earlier.GetValueOrDefault(path));
            earlier[path] = model.Effort;
            yield return Solves.Of(since.Solves, subject);
            if (since.Rows == 0)
            {
                continue;
            }

            double rows = since.Rows;
            yield return Evaluations.Of(since.Evaluations / rows, subject);
            yield return Calls.Of((double)since.FieldCalls / since.Solves, subject);
            yield return Accepted.Of(since.Accepted / rows, subject);
            yield return Rejected.Of(since.Rejected / rows, subject);
            yield return Longest.Of(model.LastSolve!.Accepted.DefaultIfEmpty(0).Max(), subject);
        }
    }

    private static IEnumerable<(string Path, NeuralOde Model)> Models(nn.Module module) =>
        module.named_modules().Select(entry => (entry.name, entry.module)).Prepend(("", module))
            .Where(entry => entry.Item2 is NeuralOde).Select(entry => (entry.Item1, (NeuralOde)entry.Item2)).DistinctBy(entry => entry.Item2);
}
