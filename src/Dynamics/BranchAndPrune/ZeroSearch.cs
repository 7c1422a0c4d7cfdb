using System.Runtime.ExceptionServices;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune.Running;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune;

/// <summary>
/// All zeros of F: R^n → R^n in a box by branch and prune: parts of the box are narrowed by enclosures of F, pruned when they cannot hold a zero, and
/// bisected, until Krawczyk's operator proves that a part holds exactly one (Neumaier, Interval Methods for Systems of Equations, 1990, chapter 5).
/// </summary>
public static class ZeroSearch
{
    /// <summary>
    /// Finds all zeros in the closed box. The result does not depend on the number of workers, unless the search is cut or meets a continuum of zeros.
    /// The number of boxes is exponential in n at worst; each costs two or three n × n products.
    /// </summary>
    /// <param name="system">F.</param>
    /// <param name="box">Where to look, of dimension n.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="found">Told each zero as soon as it is proved, one call at a time, from the threads of the search; null for none.</param>
    /// <param name="progress">Told where the search stands, about ten times a second; null for none.</param>
    /// <param name="cancellation">Cuts the search; what is left is reported as unresolved.</param>
    /// <exception cref="InvalidInputException">The box has another dimension than the system, or an option is out of range.</exception>
    public static ZeroSearchResult Zeros(
        this IEnclosedSystem system,
        Box box,
        ZeroSearchOptions? options = null,
        Action<Zero>? found = null,
        IProgress<ZeroSearchProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new ZeroSearchOptions();
        Preconditions.RequireLength(box.Dimension, system.Dimension, "box");
        if (!(options.LeastWidth > 0) || options.MaxDepth < 0 || options.MaxNarrow < 1 || options.Workers < 1)
        {
            throw new InvalidInputException("zeros: expected a positive least width, depth ≥ 0, narrow boxes ≥ 1 and workers ≥ 1");
        }

        Interval[] domain = Boxing.ToIntervals(box);
        SearchRun run = new(options, found, progress, cancellation);
        run.Give([.. domain], new NodeState(0, double.PositiveInfinity));
        Task[] others = [.. Enumerable.Range(1, options.Workers - 1).Select(_ => Task.Run(Work, CancellationToken.None))];
        try
        {
            Work();
        }
        finally
        {
            try
            {
                Task.WaitAll(others, CancellationToken.None);
            }
            catch (AggregateException fault)
            {
                ExceptionDispatchInfo.Throw(fault.InnerExceptions[0]);
            }
        }

        run.GiveUpRest();
        return Conclusion.Of(system.ForWorker(), box, domain, options, run, found);

        void Work()
        {
            try
            {
                new SearchWorker(system.ForWorker(), domain, options, run).Run();
            }
            catch
            {
                run.Abandon();
                throw;
            }
        }
    }
}
