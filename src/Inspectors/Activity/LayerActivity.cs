using System.Collections.Immutable;

namespace TorchDynInspect.Inspectors.Activity;

/// <summary>What one activation layer did on the sampled batches.</summary>
/// <param name="Path">Dotted path of the activation module.</param>
/// <param name="Type">Its class.</param>
/// <param name="Passes">Passes seen, sampled or not.</param>
/// <param name="SampledPasses">Passes whose outputs were copied.</param>
/// <param name="Rows">Inputs in the sampled passes.</param>
/// <param name="Units">Outputs of the layer for one input.</param>
/// <param name="DeadUnits">
/// Units, zero-based, that gave one and the same value on every sampled row (more than one row): a ReLU unit that never fires, a saturated unit. Sampled: a unit
/// may wake on other inputs.
/// </param>
/// <param name="SaturatedShare">Share of the outputs near a bound of the function; null for a function without two finite bounds.</param>
/// <param name="ZeroShare">Share of the outputs that are exactly 0.</param>
/// <param name="Mean">Mean output.</param>
/// <param name="StandardDeviation">Standard deviation of the outputs.</param>
public sealed record LayerActivity(
    string Path,
    string Type,
    long Passes,
    long SampledPasses,
    long Rows,
    int Units,
    ImmutableArray<int> DeadUnits,
    double? SaturatedShare,
    double ZeroShare,
    double Mean,
    double StandardDeviation);
