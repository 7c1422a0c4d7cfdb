using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>The partition of a plane into cells, to be drawn.</summary>
public static class PlanarPartitionSearch
{
    /// <summary>Lists all cells of a planar domain. Memory: about 100 bytes a cell.</summary>
    /// <param name="network">A continuous piecewise-linear network.</param>
    /// <param name="domain">A domain in the plane: the network's input space, or the slice's parameters.</param>
    /// <param name="measure">The number for each cell, of the network's whole Jacobian.</param>
    /// <param name="slice">The plane within the input space; null for a network of two inputs.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the walk; the result then says that it is not complete.</param>
    /// <exception cref="InvalidInputException">The domain is not planar, the network not piecewise linear, or the measure asks for a square Jacobian that is not.</exception>
    public static PlanarPartition Partition(
        this Network network,
        CellDomain domain,
        CellMeasure measure = CellMeasure.Norm2,
        InputSlice? slice = null,
        CellWalkOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(domain);
        Network planar = slice?.Restrict(network) ?? network;
        if (domain.Dimension != 2 || planar.Inputs != 2)
        {
            throw new InvalidInputException(
                $"partition: has {planar.Inputs} coordinates in a domain of dimension {domain.Dimension}, expected 2; choose a plane by a slice");
        }

        if (measure != CellMeasure.Norm2 && !network.IsSelfMap)
        {
            throw new InvalidInputException(
                $"partition: {measure} needs as many outputs as inputs, the network maps {network.Inputs} to {network.Outputs} numbers");
        }

        PiecewiseLinearProgram program = PiecewiseLinearProgram.Of(network);
        CellWalkResult<PlanarPartitionVisitor> walk = planar.WalkCells(
            domain,
            () => new PlanarPartitionVisitor(slice is null ? null : new PatternJacobian(program), network.Outputs, new LinearPart(network.Outputs, network.Inputs), measure),
            options,
            progress,
            cancellation);
        ImmutableArray<double>.Builder coordinates = ImmutableArray.CreateBuilder<double>();
        ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>();
        ImmutableArray<double>.Builder values = ImmutableArray.CreateBuilder<double>();
        starts.Add(0);
        foreach (PlanarPartitionVisitor visitor in walk.Visitors)
        {
            int first = coordinates.Count;
            coordinates.AddRange(visitor.Coordinates);
            starts.AddRange(visitor.Ends.Select(end => first + end));
            values.AddRange(visitor.Values);
            visitor.Dispose();
        }

        return new PlanarPartition
        {
            Box = domain.Box,
            Measure = measure,
            Coordinates = coordinates.ToImmutable(),
            Starts = starts.ToImmutable(),
            Values = values.ToImmutable(),
            Complete = walk.Complete,
        };
    }
}
