using System.Text;
using Spectre.Console;

namespace TorchDynInspect.Cli;

/// <summary>Where a verb prints, and what the other end is: a terminal of some width, or a file or pipe that must see neither colour nor
/// progress.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OutIsTerminal">Whether a person watches standard output.</param>
/// <param name="ErrorIsTerminal">Whether a person watches standard error.</param>
/// <param name="Width">Columns of standard output.</param>
internal sealed record ToolTerminal(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal, int Width)
{
    /// <summary>Columns assumed for a file or pipe: wide enough for every table, narrow enough to read.</summary>
    public const int RedirectedWidth = 160;

    /// <summary>The streams of this process.</summary>
    public static ToolTerminal OfProcess()
    {
        bool outIsTerminal = !Console.IsOutputRedirected;
        int width = outIsTerminal ? TerminalWidth() : RedirectedWidth;
        return new ToolTerminal(Console.Out, Console.Error, outIsTerminal, !Console.IsErrorRedirected, width);
    }

    /// <summary>A Spectre console over standard output.</summary>
    public IAnsiConsole ForPeople()
    {
        bool colour = OutIsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Out),
            Ansi = OutIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = Out.Encoding is UTF8Encoding or UnicodeEncoding;
        return console;
    }

    private static int TerminalWidth()
    {
        try
        {
            return Math.Max(Console.WindowWidth, 40);
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
