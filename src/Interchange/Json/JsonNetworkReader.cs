using System.Text.Json;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Interchange.Json;

/// <summary>Reads the JSON network file: the document into drafts in one pass, the drafts into a <see cref="Network"/>.</summary>
internal static class JsonNetworkReader
{
    public const string Format = "torch-dyn-inspect/network/1";

    /// <summary>More inputs than any network this software analyses; a bound so that a hostile number cannot ask for memory
    /// later.</summary>
    public const int MostInputs = 1 << 20;

    public static Network Read(Stream stream, string file)
    {
        JsonCursor cursor = new(stream, file);
        cursor.Next();
        if (cursor.Token != JsonTokenType.StartObject)
        {
            throw cursor.Unexpected("an object with \"format\", \"inputs\" and \"layers\"");
        }

        int? inputs = null;
        bool hasFormat = false;
        List<LayerDraft>? layers = null;
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (cursor.Next(); cursor.Token != JsonTokenType.EndObject; cursor.Next())
        {
            string property = LayerReader.EnterProperty(ref cursor, seen);
            switch (property)
            {
                case "format":
                    RequireFormat(ref cursor);
                    hasFormat = true;
                    break;
                case "inputs":
                    inputs = ReadInputs(ref cursor);
                    break;
                case "layers":
                    layers = LayerReader.ReadLayers(ref cursor);
                    break;
                default:
                    throw cursor.Fault("unknown property, expected format, inputs or layers");
            }

            cursor.Place.Leave();
        }

        cursor.End();
        if (!hasFormat)
        {
            throw cursor.Fault($"\"format\" is missing, expected \"{Format}\"");
        }

        return new NetworkBuilder(file).Build(
            inputs ?? throw cursor.Fault("\"inputs\" is missing, expected the dimension of the input"),
            layers ?? throw cursor.Fault("\"layers\" is missing, expected an array of layers"),
            string.Empty);
    }

    private static void RequireFormat(ref JsonCursor cursor)
    {
        string expected = $"\"{Format}\"";
        if (cursor.String(expected) != Format)
        {
            throw cursor.Unexpected(expected);
        }
    }

    private static int ReadInputs(ref JsonCursor cursor)
    {
        string expected = $"a whole number from 1 to {MostInputs}";
        double value = cursor.Number(expected);
        return value >= 1 && value <= MostInputs && value == Math.Floor(value) ? (int)value : throw cursor.Unexpected(expected);
    }
}
