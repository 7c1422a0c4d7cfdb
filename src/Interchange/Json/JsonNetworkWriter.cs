using System.Collections.Immutable;
using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Interchange.Json;

/// <summary>Writes the JSON network file; numbers in the shortest form that reads back to the same bits.</summary>
internal static class JsonNetworkWriter
{
    public static void Write(Stream stream, Network network)
    {
        using Utf8JsonWriter writer = new(stream);
        writer.WriteStartObject();
        writer.WriteString("format", JsonNetworkReader.Format);
        writer.WriteNumber("inputs", network.Inputs);
        WriteLayers(writer, "layers", network);
        writer.WriteEndObject();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteLayers(Utf8JsonWriter writer, string property, Network network)
    {
        writer.WriteStartArray(property);
        foreach (Layer layer in network.Layers)
        {
            writer.WriteStartObject();
            switch (layer)
            {
                case Affine affine:
                    WriteAffine(writer, affine);
                    break;
                case Elementwise elementwise:
                    WriteElementwise(writer, elementwise);
                    break;
                case Residual residual:
                    writer.WriteString("type", "residual");
                    WriteLayers(writer, "layers", residual.Branch);
                    break;
                case Flow flow:
                    WriteFlow(writer, flow);
                    break;
            }

            writer.WriteEndObject();
            writer.Flush();
        }

        writer.WriteEndArray();
    }

    private static void WriteAffine(Utf8JsonWriter writer, Affine affine)
    {
        writer.WriteString("type", "affine");
        writer.WriteStartArray("weight");
        for (int i = 0; i < affine.Weight.Rows; i++)
        {
            writer.WriteStartArray();
            WriteNumbers(writer, affine.Weight.Row(i));
            writer.WriteEndArray();
            if (writer.BytesPending > 1 << 16)
            {
                writer.Flush();
            }
        }

        writer.WriteEndArray();
        writer.WriteStartArray("bias");
        WriteNumbers(writer, affine.Bias.AsSpan());
        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            writer.WriteNumberValue(value);
        }
    }

    private static void WriteElementwise(Utf8JsonWriter writer, Elementwise elementwise)
    {
        writer.WriteString("type", "activation");
        if (elementwise.IsUniform)
        {
            WriteFunction(writer, elementwise.Units[0]);
            return;
        }

        writer.WriteStartArray("functions");
        foreach (Activation unit in elementwise.Units)
        {
            if (unit.Parameters.IsEmpty)
            {
                writer.WriteStringValue(unit.Name);
                continue;
            }

            writer.WriteStartObject();
            WriteFunction(writer, unit);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFunction(Utf8JsonWriter writer, Activation activation)
    {
        writer.WriteString("function", activation.Name);
        foreach ((string parameter, ImmutableArray<double> values) in activation.ParameterLists)
        {
            writer.WriteStartArray(parameter);
            WriteNumbers(writer, values.AsSpan());
            writer.WriteEndArray();
        }

        foreach ((string parameter, double value) in activation.Parameters)
        {
            writer.WriteNumber(parameter, value);
        }
    }

    private static void WriteFlow(Utf8JsonWriter writer, Flow flow)
    {
        FlowSolver defaults = new(flow.Solver.Name);
        bool adaptive = flow.Solver.IsAdaptive;
        writer.WriteString("type", "flow");
        WriteLayers(writer, "field", flow.Field);
        writer.WriteNumber("time", flow.Time);
        writer.WriteString("solver", flow.Solver.Name);

        // What the scheme ignores is written only where leaving it out would not read back as the same description.
        if (adaptive || flow.Solver.RelativeTolerance != defaults.RelativeTolerance)
        {
            writer.WriteNumber("rtol", flow.Solver.RelativeTolerance);
        }

        if (adaptive || flow.Solver.AbsoluteTolerance != defaults.AbsoluteTolerance)
        {
            writer.WriteNumber("atol", flow.Solver.AbsoluteTolerance);
        }

        if (!adaptive || flow.Solver.Steps != defaults.Steps)
        {
            writer.WriteNumber("steps", flow.Solver.Steps);
        }

        if (flow.Solver.MaxSteps != defaults.MaxSteps)
        {
            writer.WriteNumber("maxSteps", flow.Solver.MaxSteps);
        }
    }
}
