using System.CommandLine;
using System.Globalization;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Cli.Verbs;

/// <summary>
/// <c>--slice "I,J"</c>, the plane of two axes counted from 0, or <c>--slice "u1,…,ud;v1,…,vd"</c>, that of two directions; <c>@p1,…,pd</c> behind either moves it from the
/// origin to a point.
/// </summary>
internal static class SliceOption
{
    public static Option<string?> Create() => new("--slice")
    {
        HelpName = "PLANE[@POINT]",
        Description = "Look at a plane of the input space; --box then bounds its two parameters. \"0,3\": the plane of axes 0 and 3; \"1,0,1;0,1,0\": that of two directions; "
            + "\"0,3@0.5,0,0,1\": through a point instead of the origin.",
    };

    public static InputSlice? Parse(string? text, int inputs)
    {
        if (text is null)
        {
            return null;
        }

        string option = $"--slice \"{text}\"";
        string[] parts = text.Split('@');
        if (parts.Length > 2)
        {
            throw new InvalidInputException($"{option}: has {parts.Length - 1} times \"@\", expected PLANE or PLANE@POINT");
        }

        double[] origin = parts.Length == 2 ? NumberList.Parse(option, parts[1], inputs, "numbers of the point") : new double[inputs];
        string[] directions = parts[0].Split(';');
        try
        {
            return directions.Length switch
            {
                1 => InputSlice.Along(origin, Axes(option, parts[0])),
                2 => new InputSlice(origin, Columns(option, directions, inputs)),
                _ => throw new InvalidInputException($"{option}: has {directions.Length} directions, expected two axes \"I,J\" or two directions \"u1,…;v1,…\""),
            };
        }
        catch (InvalidInputException e) when (!e.Message.StartsWith(option, StringComparison.Ordinal))
        {
            throw new InvalidInputException($"{option}: {e.Message}", e);
        }
    }

    private static int[] Axes(string option, string text)
    {
        string[] parts = text.Split(',');
        int[] axes = new int[2];
        for (int i = 0; i < 2; i++)
        {
            if (parts.Length != 2 || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out axes[i]))
            {
                throw new InvalidInputException($"{option}: \"{text}\" is not a pair of axes \"I,J\" and not two directions \"u1,…;v1,…\"");
            }
        }

        return axes;
    }

    private static Matrix Columns(string option, string[] directions, int inputs)
    {
        double[] u = NumberList.Parse(option, directions[0], inputs, "numbers of the first direction");
        double[] v = NumberList.Parse(option, directions[1], inputs, "numbers of the second direction");
        return new Matrix(inputs, 2, [.. u.Zip(v, (a, b) => new[] { a, b }).SelectMany(pair => pair)]);
    }
}
