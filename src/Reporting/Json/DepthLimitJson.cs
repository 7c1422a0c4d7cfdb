using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.DepthLimit;

namespace TorchDynInspect.Reporting.Json;

/// <summary>
/// Residual blocks and flow layers beside each other's limits: <c>blocks</c> [{layer, meanStep, distance, relativeDistance, refinements [{steps, largest, mean}], observedOrder,
/// predictedMean, leadingTermDefect, lipschitz [{norm, onBox, everywhere, evidence}], homeomorphism, injectiveOnHull, weightChange, hull, failed, evidence}], <c>flows</c>
/// [{layer, time, largestDisplacement, meanDisplacement, largestStretch, lipschitzEverywhere, refinements, eulerSteps, observedOrder, failed, evidence}], <c>composed</c>
/// (refinements), <c>composedOrder</c>, <c>weightRoughness</c>, <c>theory</c>, <c>points</c>, <c>seed</c>, <c>evidence</c>.
/// </summary>
/// <param name="Result">The comparison.</param>
public sealed record DepthLimitJson(DepthLimitResult Result) : IJsonResult
{
    private const string NoOrder = "distances within the tolerance of the integration, or too few of them";

    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("blocks");
        foreach (BlockDepthLimit block in Result.Blocks)
        {
            Write(writer, block);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("flows");
        foreach (FlowDepthLimit flow in Result.Flows)
        {
            Write(writer, flow);
        }

        writer.WriteEndArray();
        Write(writer, "composed", Result.Composed);
        writer.WriteReal("composedOrder", Result.ComposedOrder, NoOrder);
        writer.WriteReal("weightRoughness", Result.WeightRoughness, "no two residual blocks have the same layers");
        TheoryJson.Write(writer, "theory", Result.Theory);
        writer.WriteNumber("points", Result.Points);
        writer.WriteNumber("seed", Result.Options.Seed);
        writer.WriteWord("evidence", Result.Evidence);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, BlockDepthLimit block)
    {
        writer.WriteStartObject();
        writer.WriteNumber("layer", block.Layer);
        writer.WriteReal("meanStep", block.MeanStep);
        writer.WriteReal("distance", block.Refinements[0].Mean);
        writer.WriteReal("relativeDistance", block.RelativeDistance, "the block does not move a point");
        Write(writer, "refinements", block.Refinements);
        writer.WriteReal("observedOrder", block.ObservedOrder, NoOrder);
        writer.WriteReal("predictedMean", block.PredictedMean);
        writer.WriteReal("leadingTermDefect", block.LeadingTermDefect, "the distance is 0");
        writer.WriteStartArray("lipschitz");
        foreach (LipschitzBound bound in block.Lipschitz)
        {
            writer.WriteStartObject();
            writer.WriteWord("norm", bound.Norm);
            writer.WriteReal("onBox", bound.OnBox);
            writer.WriteReal("everywhere", bound.Everywhere);
            writer.WriteWord("evidence", bound.Evidence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("homeomorphism", block.IsHomeomorphism);
        writer.WriteBoolean("injectiveOnHull", block.IsInjectiveOnHull);
        writer.WriteReal("weightChange", block.WeightChange, "no later residual block has the same layers");
        writer.WriteBox("hull", block.Hull);
        writer.WriteNumber("failed", block.Failed);
        writer.WriteWord("evidence", block.Evidence);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FlowDepthLimit flow)
    {
        writer.WriteStartObject();
        writer.WriteNumber("layer", flow.Layer);
        writer.WriteReal("time", flow.Time);
        writer.WriteReal("largestDisplacement", flow.LargestDisplacement);
        writer.WriteReal("meanDisplacement", flow.MeanDisplacement);
        writer.WriteReal("largestStretch", flow.LargestStretch);
        writer.WriteReal("lipschitzEverywhere", flow.LipschitzEverywhere);
        Write(writer, "refinements", flow.Refinements);
        writer.WriteReal("eulerSteps", flow.EulerSteps, "the accuracy was not met");
        writer.WriteReal("observedOrder", flow.ObservedOrder, NoOrder);
        writer.WriteNumber("failed", flow.Failed);
        writer.WriteWord("evidence", flow.Evidence);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, ImmutableArray<Refinement> refinements)
    {
        writer.WriteStartArray(name);
        foreach (Refinement refinement in refinements)
        {
            writer.WriteStartObject();
            writer.WriteNumber("steps", refinement.Steps);
            writer.WriteReal("largest", refinement.Largest);
            writer.WriteReal("mean", refinement.Mean);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
