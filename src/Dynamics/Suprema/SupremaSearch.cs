using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>Suprema of the Jacobian's norms and spectral radius over all cells of a domain: exact local Lipschitz constants.</summary>
public static class SupremaSearch
{
    /// <summary>Visits every cell once. O(cost of a map and its Gram matrix) a cell, spectra for the few that may be the largest.</summary>
    /// <param name="network">A continuous piecewise-linear network.</param>
    /// <param name="domain">Where, of the network's input dimension.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the walk; the values are then lower bounds, and the result says that it is not complete.</param>
    /// <exception cref="InvalidInputException">The network is not piecewise linear, or the domain has another dimension.</exception>
    /// <exception cref="ArithmeticException">The QR iteration for a cell's spectrum did not converge.</exception>
    public static SupremaResult Suprema(
        this Network network,
        CellDomain domain,
        SupremaOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(domain);
        options ??= new SupremaOptions();
        PiecewiseLinearProgram program = PiecewiseLinearProgram.Of(network);
        bool proving = options.Evidence == EvidenceLevel.Certified;
        JacobianRounding? rounding = proving ? JacobianRounding.Of(program) : null;
        CellWalkResult<SupremaVisitor> walk = (options.Slice?.Restrict(network) ?? network).WalkCells(
            domain,
            () => new SupremaVisitor(network.Outputs, network.Inputs, proving || options.Slice is not null ? new PatternJacobian(program) : null, rounding),
            new CellWalkOptions { Evidence = options.Evidence, Budget = options.Budget, Workers = options.Workers },
            progress,
            cancellation);
        SupremaProof? proof = proving && walk.Complete && walk.Evidence == EvidenceLevel.Certified ? new SupremaProof(program, rounding!) : null;
        EvidenceLevel evidence = !walk.Complete ? EvidenceLevel.Sampled : proof is null ? EvidenceLevel.Numerical : EvidenceLevel.Certified;
        try
        {
            return new SupremaResult
            {
                Domain = domain,
                Cells = walk.Cells,
                Norm2 = Largest(visitor => visitor.Norm2, proof is null ? null : proof.Norm2),
                NormInfinity = Largest(visitor => visitor.NormInfinity, proof is null ? null : proof.NormInfinity),
                SpectralRadius = network.IsSelfMap ? Largest(visitor => visitor.SpectralRadius, proof is null ? null : proof.SpectralRadius) : null,
                Determinants = network.IsSelfMap
                    ? walk.Visitors.Select(visitor => visitor.Determinants).Aggregate(new DeterminantSigns(0, 0, 0), (x, y) => x + y)
                    : null,
                Complete = walk.Complete,
                Evidence = evidence,
            };
        }
        finally
        {
            foreach (SupremaVisitor visitor in walk.Visitors)
            {
                visitor.Dispose();
            }
        }

        Supremum? Largest(Func<SupremaVisitor, SupremaVisitor.Best> quantity, Func<ImmutableArray<byte>, double, double, Interval>? enclose)
        {
            SupremaVisitor.Best? best = walk.Visitors.Select(quantity).MaxBy(candidate => candidate.Value);
            return best is null || best.X.IsEmpty
                ? null
                : new Supremum
                {
                    Value = best.Value,
                    Enclosure = enclose?.Invoke(best.Pattern, best.Value, walk.Visitors.Max(visitor => quantity(visitor).UpperBound)),
                    X = best.X,
                    Pattern = best.Pattern,
                    Evidence = evidence,
                };
        }
    }
}
