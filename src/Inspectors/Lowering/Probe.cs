using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>A batch of inputs of one module: N rows and the shape of each.</summary>
internal sealed record Probe(Matrix Points, ImmutableArray<long> Shape);
