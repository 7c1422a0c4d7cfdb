using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Inspectors.Lowering;

namespace TorchDynInspect.Inspectors;

/// <summary>How to read a module. Immutable; every default is documented.</summary>
public sealed record InspectionOptions
{
    /// <summary>
    /// Shape of one input without the batch dimension, e.g. [2] or [1, 28, 28]. Null (default): the width of the first layer that fixes one (Linear, BatchNorm,
    /// our models); needed for convolutions, and for a module whose first layers are opaque.
    /// </summary>
    public ImmutableArray<long>? InputShape { get; init; }

    /// <summary>Lowerings of the user's own modules, asked before the standard ones. Default none.</summary>
    public Lowerings Lowerings { get; init; } = Lowerings.None;

    /// <summary>Number of probe points that module and network are compared on, at least 2. The first is the origin. Default 32.</summary>
    public int Probes { get; init; } = 32;

    /// <summary>The probe points after the first are uniform in [−ProbeRadius, ProbeRadius]^inputs. Default 3.</summary>
    public double ProbeRadius { get; init; } = 3;

    /// <summary>Seed of the probe points, which come from a generator of our own, never from torch's. Default 0.</summary>
    public int ProbeSeed { get; init; }

    /// <summary>Further points to compare on, one a row, e.g. the user's data; null (default) for none.</summary>
    public Matrix? ProbePoints { get; init; }

    /// <summary>Skip lowering and read the module through its own forward and backward passes. Default false.</summary>
    public bool Opaque { get; init; }

    /// <summary>
    /// A convolution or pooling becomes a dense matrix; one with more entries than this is left opaque and says so. Default 2²⁴ (128 MiB).
    /// </summary>
    public long MaxDenseEntries { get; init; } = 1L << 24;
}
