using System.CommandLine;
using System.Text;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Files;
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

    /// <summary>Writes the picture, whole or not at all.</summary>
    public static void Write(string file, Figure figure)
    {
        byte[] svg = Encoding.UTF8.GetBytes(SvgFigure.Render(figure));
        try
        {
            AtomicFile.Write(file, stream => stream.Write(svg));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidInputException($"--picture {file}: cannot be written: {e.Message}", e);
        }
    }
}
