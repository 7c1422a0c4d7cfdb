using System.Diagnostics;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Cells.Proof;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Cells.Regions;

/// <summary>Counts the linear regions of a piecewise-linear network.</summary>
public static class RegionCounting
{
    /// <summary>Counts the regions of a network in a domain (<see cref="RegionCount.RegionDefinition"/>).</summary>
    /// <param name="network">A continuous piecewise-linear network.</param>
    /// <param name="domain">Where, of the network's input dimension.</param>
    /// <param name="options">
    /// How; null for the defaults. With evidence Certified the count is proved, independently of the walk that lists the regions; memory then follows the
    /// number of regions
    /// (about 100 bytes each), else the depth of the network.
    /// </param>
    /// <param name="progress">Told the share of the walk that is done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the count, which then is not complete.</param>
    /// <exception cref="InvalidInputException">The network is not piecewise linear, or the domain has another dimension.</exception>
    public static RegionCount CountRegions(
        this Network network,
        CellDomain domain,
        CellWalkOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(domain);
        PiecewiseLinearProgram program = PiecewiseLinearProgram.Of(network);
        Preconditions.RequireLength(domain.Dimension, network.Inputs, "domain");
        options ??= new CellWalkOptions();
        Stopwatch clock = Stopwatch.StartNew();
        if (options.Evidence == EvidenceLevel.Certified)
        {
            return new RegionProver(program, domain, options).Prove(progress, cancellation);
        }

        CellWalkResult<CountingVisitor> walk = CellWalk.Run(program, domain, () => new CountingVisitor(), options, progress, cancellation);
        return new RegionCount(walk.Cells, walk.Complete, EvidenceLevel.Numerical, null, clock.Elapsed.TotalSeconds) { Undecided = walk.Undecided };
    }
}
