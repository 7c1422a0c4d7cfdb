using System.Text.Json;

namespace TorchDynInspect.Interchange.Json;

/// <summary>Reads layer objects into <see cref="LayerDraft"/>s.</summary>
internal static class LayerReader
{
    /// <summary>More layers, those within layers counted, than any network this software reads: a layer may take fewer bytes than its draft.</summary>
    private const int MostLayers = 1 << 16;

    public static List<LayerDraft> ReadLayers(ref JsonCursor cursor)
    {
        if (cursor.Token != JsonTokenType.StartArray)
        {
            throw cursor.Unexpected("an array of layers");
        }

        List<LayerDraft> layers = [];
        for (cursor.Next(); cursor.Token != JsonTokenType.EndArray; cursor.Next())
        {
            cursor.Place.EnterItem(layers.Count);
            if (++cursor.Layers > MostLayers)
            {
                throw cursor.Fault($"is one layer too many, expected at most {MostLayers} in a network");
            }

            layers.Add(ReadLayer(ref cursor));
            cursor.Place.Leave();
        }

        return layers;
    }

    /// <summary>Takes the property name under the cursor, enters its place and its value; a name given twice is a fault.</summary>
    public static string EnterProperty(ref JsonCursor cursor, HashSet<string> seen)
    {
        string property = cursor.PropertyName();
        cursor.Place.Enter(property);
        if (property.Length > JsonCursor.LongestName)
        {
            throw cursor.Fault("unknown property");
        }

        if (!seen.Add(property))
        {
            throw cursor.Fault("is given twice, expected once");
        }

        cursor.Next();
        return property;
    }

    private static LayerDraft ReadLayer(ref JsonCursor cursor)
    {
        if (cursor.Token != JsonTokenType.StartObject)
        {
            throw cursor.Unexpected("a layer object");
        }

        LayerDraft layer = new(cursor.Place.ToString());
        for (cursor.Next(); cursor.Token != JsonTokenType.EndObject; cursor.Next())
        {
            string property = EnterProperty(ref cursor, layer.Properties);
            switch (property)
            {
                case "type":
                    layer.Type = cursor.Name("the name of a layer type");
                    break;
                case "weight":
                    layer.Weight = NumberRows.ReadMatrix(ref cursor);
                    break;
                case "bias":
                    layer.Bias = NumberRows.ReadVector(ref cursor);
                    break;
                case "functions":
                    layer.Units = ReadUnits(ref cursor);
                    break;
                case "layers":
                    layer.Layers = ReadLayers(ref cursor);
                    break;
                case "field":
                    layer.Field = ReadLayers(ref cursor);
                    break;
                case "solver":
                    layer.Solver = cursor.Name("the name of a solver");
                    break;
                default:
                    ReadActivationProperty(ref cursor, layer.Activation, property);
                    break;
            }

            cursor.Place.Leave();
        }

        return layer;
    }

    private static List<ActivationDraft> ReadUnits(ref JsonCursor cursor)
    {
        if (cursor.Token != JsonTokenType.StartArray)
        {
            throw cursor.Unexpected("an array with one function for each unit");
        }

        List<ActivationDraft> units = [];
        for (cursor.Next(); cursor.Token != JsonTokenType.EndArray; cursor.Next())
        {
            cursor.Place.EnterItem(units.Count);
            if (units.Count == JsonNetworkReader.MostInputs)
            {
                throw cursor.Fault($"is one unit too many, expected at most {JsonNetworkReader.MostInputs}");
            }

            units.Add(ReadUnit(ref cursor));
            cursor.Place.Leave();
        }

        return units;
    }

    private static ActivationDraft ReadUnit(ref JsonCursor cursor)
    {
        ActivationDraft unit = new(cursor.Place.ToString());
        if (cursor.Token == JsonTokenType.String)
        {
            unit.Function = cursor.Name("the name of a function");
            return unit;
        }

        if (cursor.Token != JsonTokenType.StartObject)
        {
            throw cursor.Unexpected("the name of a function or an object {\"function\": …}");
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        for (cursor.Next(); cursor.Token != JsonTokenType.EndObject; cursor.Next())
        {
            ReadActivationProperty(ref cursor, unit, EnterProperty(ref cursor, seen));
            cursor.Place.Leave();
        }

        return unit;
    }

    // Which parameters a function has is the catalogue's knowledge: any property that holds a number may be one.
    private static void ReadActivationProperty(ref JsonCursor cursor, ActivationDraft activation, string property)
    {
        if (property == "function")
        {
            activation.Function = cursor.Name("the name of a function");
        }
        else if (cursor.Token == JsonTokenType.Number || property is "time" or "rtol" or "atol" or "steps" or "maxSteps")
        {
            activation.Numbers.Add(property, cursor.Number());
        }
        else if (property is "breakpoints" or "values")
        {
            activation.Lists.Add(property, [.. NumberRows.ReadVector(ref cursor)]);
        }
        else
        {
            throw cursor.Fault("unknown property");
        }
    }
}
