using System.Collections.Immutable;
using System.Diagnostics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>Closed orbits of a flow: close returns to Poincaré sections, forward and backward in time, then Newton's method in (x, T) by multiple shooting.</summary>
public static class PeriodicOrbitSearch
{
    private const string InsideOnly = "The proof is about closed orbits that lie in the box entirely; one that only passes through it is not excluded.";

    /// <summary>Timers count milliseconds in 32 bits.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);

    /// <summary>Looks for closed orbits that meet a box, for ẋ = f(x) with f a network. As for a field, with certified bounds for the criteria that exclude closed orbits.</summary>
    /// <param name="field">f, from R^d to R^d, without flow layers.</param>
    /// <param name="box">Where starts are drawn, and which orbits must meet.</param>
    /// <param name="options">The search; null for the defaults.</param>
    /// <param name="starts">Starts beside those that are drawn, N × d; may be null.</param>
    /// <param name="cancellation">Stops the search; what was found so far is returned, marked interrupted.</param>
    /// <exception cref="InvalidInputException">f changes the dimension or holds a flow layer, or box or starts have another dimension.</exception>
    public static PeriodicOrbitResult PeriodicOrbits(
        this Network field, Box box, PeriodicOrbitOptions? options = null, Matrix? starts = null, CancellationToken cancellation = default) =>
        field.AsField().PeriodicOrbits(box, options, starts, null, cancellation);

    /// <summary>
    /// Looks for closed orbits that meet a box; ones smaller than 1e−5 of it are not told from equilibria. The result depends on the seed and the starts only, not on the number of cores, unless the search is
    /// interrupted. O(starts · (transient + horizon) · cost of a field evaluation/step + candidates · Newton).
    /// </summary>
    /// <param name="field">f.</param>
    /// <param name="box">Where starts are drawn, and which orbits must meet.</param>
    /// <param name="options">The search; null for the defaults.</param>
    /// <param name="starts">Starts beside those that are drawn, N × d; may be null.</param>
    /// <param name="enclosure">The same field with enclosures over boxes, for the criteria that exclude closed orbits; null for none. A network brings its own.</param>
    /// <param name="cancellation">Stops the search; what was found so far is returned, marked interrupted.</param>
    /// <exception cref="InvalidInputException">Box, starts or enclosure have another dimension, or options are not usable.</exception>
    public static PeriodicOrbitResult PeriodicOrbits(
        this IVectorField field,
        Box box,
        PeriodicOrbitOptions? options = null,
        Matrix? starts = null,
        IEnclosedSystem? enclosure = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new PeriodicOrbitOptions();
        Require(field, box, options, starts, enclosure);
        enclosure ??= field is NetworkField network ? new NetworkFieldEnclosure(network.Network) : null;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Budget is { } budget)
        {
            stop.CancelAfter(budget < LongestTimer ? budget : LongestTimer);
        }

        ImmutableArray<TheoryEntry> theory = [.. CycleExclusion.Entries(enclosure?.ForWorker(), box, stop.Token)];
        double[][] points = box.Dimension == 1 ? [] : Starts(box, options, starts);
        (ImmutableArray<PeriodicOrbit>[] found, StartFates fates, bool interrupted) = Run(field, box, options, points, stop.Token);
        OrbitList list = new(field.ForWorker(), options.Solver);
        foreach (PeriodicOrbit orbit in found.SelectMany(orbits => orbits))
        {
            list.Add(orbit);
        }

        (ImmutableArray<PeriodicOrbit> isolated, ImmutableArray<PeriodicOrbitFamily> families) = Group(field, box, options, list.Sorted(), stop.Token);
        bool complete = theory.Any(entry => entry.Applies) && isolated.IsEmpty && families.IsEmpty;
        int inside = isolated.Count(orbit => orbit.IsInside) + families.Count(family => family.Representative.IsInside);
        return new PeriodicOrbitResult
        {
            Box = box,
            Options = options,
            Orbits = isolated,
            Families = families,
            Fates = fates,
            Complete = complete,
            Interrupted = interrupted || stop.IsCancellationRequested,
            Remarks =
            [
                .. complete && box.Dimension > 1 ? [InsideOnly] : (string[])[],
                .. Remarks(isolated, families, fates),
            ],
            Theory = [.. theory.Select(entry => CycleExclusion.Compare(entry, inside))],
        };
    }

    private static (ImmutableArray<PeriodicOrbit>[] Orbits, StartFates Fates, bool Interrupted) Run(
        IVectorField field, Box box, PeriodicOrbitOptions options, double[][] starts, CancellationToken cancellation)
    {
        ImmutableArray<PeriodicOrbit>[] orbits = new ImmutableArray<PeriodicOrbit>[starts.Length];
        StartFates[] fates = new StartFates[starts.Length];
        bool interrupted = false;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Workers > 0 ? options.Workers : Environment.ProcessorCount };
        Parallel.For(0, starts.Length, parallel, () => new StartWorker(field.ForWorker(), box, options, cancellation), (i, _, worker) =>
        {
            orbits[i] = [];
            try
            {
                (orbits[i], fates[i]) = worker.Run(starts[i]);
            }
            catch (OperationCanceledException)
            {
                Volatile.Write(ref interrupted, true);
            }

            return worker;
        }, _ => { });
        return (orbits, fates.Aggregate(default(StartFates), (sum, fate) => sum + fate), interrupted);
    }

    private static (ImmutableArray<PeriodicOrbit> Isolated, ImmutableArray<PeriodicOrbitFamily> Families) Group(
        IVectorField field, Box box, PeriodicOrbitOptions options, List<PeriodicOrbit> orbits, CancellationToken cancellation)
    {
        List<PeriodicOrbit> isolated = [.. orbits.Where(orbit => orbit.FamilyDimension == 0)];
        List<PeriodicOrbit> open = [.. orbits.Where(orbit => orbit.FamilyDimension > 0)];
        List<PeriodicOrbitFamily> families = [];
        FamilyTrace trace = new(new OrbitRefinement(field.ForWorker(), box, options, CancellationToken.None), box, cancellation);
        while (open.Count > 0)
        {
            PeriodicOrbit first = open[open.Count / 2];
            open.RemoveAt(open.Count / 2);
            if (trace.Of(first, open) is { } family)
            {
                families.Add(family);
            }
            else
            {
                isolated.Add(first);
            }
        }

        return ([.. isolated.OrderBy(orbit => orbit.Period)], [.. families.OrderBy(family => family.Representative.Period)]);
    }

    private static IEnumerable<string> Remarks(ImmutableArray<PeriodicOrbit> orbits, ImmutableArray<PeriodicOrbitFamily> families, StartFates fates)
    {
        if (orbits.Any(orbit => orbit.MultiplierError > 1e-3))
        {
            yield return "The multipliers of some orbits are known to fewer than three digits after the point; see multiplierError.";
        }

        if (orbits.Any(orbit => orbit.FamilyDimension > 0))
        {
            yield return "A neutral orbit looks as if it belonged to a family, but no neighbour of it was found.";
        }

        if (families.Length > 0)
        {
            yield return "Each continuum of closed orbits is listed once, with a curve of starting points across it.";
        }

        if (fates.Wandered > 0)
        {
            yield return $"{fates.Wandered} of the starts, forward and backward counted apart, neither rested nor led to a closed orbit: there may be longer ones, or motion that is not periodic.";
        }
    }

    private static double[][] Starts(Box box, PeriodicOrbitOptions options, Matrix? given)
    {
        Random random = new(options.Seed);
        IEnumerable<double[]> drawn = Enumerable.Range(0, options.Starts).Select(_ =>
            box.Lower.Zip(box.Upper, (l, u) => l + (random.NextDouble() * (u - l))).ToArray());
        return [.. given?.ToRows() ?? [], .. drawn];
    }

    private static void Require(IVectorField field, Box box, PeriodicOrbitOptions options, Matrix? starts, IEnclosedSystem? enclosure)
    {
        Preconditions.RequireLength(box.Dimension, field.Dimension, "box of a field");
        Preconditions.RequireLength(starts?.Columns ?? field.Dimension, field.Dimension, "start");
        Preconditions.RequireLength(enclosure?.Dimension ?? field.Dimension, field.Dimension, "enclosure of a field");
        options.Solver.Require();
        options.SearchSolver.Require();
        if (options.Starts < 0 || !(options.Transient >= 0) || !(options.Horizon > 0) || options.MaxReturns < 1 || options.MaxIterations < 1 || options.Points < 2
            || !double.IsFinite(options.Transient + options.Horizon) || !(options.CloseReturn > 0))
        {
            throw new InvalidInputException(
                "periodic orbits: expected starts ≥ 0, a finite transient ≥ 0, a finite horizon > 0, returns ≥ 1, iterations ≥ 1, points ≥ 2 and a close return > 0");
        }

        if (options.MaxCandidates < 0 || options.Workers < 0 || options.Budget < TimeSpan.Zero)
        {
            throw new InvalidInputException("periodic orbits: expected candidates ≥ 0, workers ≥ 0 and a budget ≥ 0");
        }
    }
}
