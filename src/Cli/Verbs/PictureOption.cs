using System.CommandLine;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Svg;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>--picture FILE.svg</c>: what was found, drawn.</summary>
internal static class PictureOption
{
    public static Option<string?> Create(string description) => new("--picture")
    {
        HelpName = "FILE.svg",
        Description = description,
    };

    /// <summary>Writes the picture, whole or not at all; a fault begins with <paramref name="option"/>.</summary>
    public static void Write(string file, Figure figure, string option = "--picture")
    {
        string svg = SvgFigure.Render(figure);
        OutputFile.Write(option, file, writer => writer.Write(svg));
    }
}
