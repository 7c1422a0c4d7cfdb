using TorchDynInspect.Dynamics;
using TorchDynInspect.Reporting.Files;

namespace TorchDynInspect.Cli.Verbs;

/// <summary>Files that a verb writes because an option names them.</summary>
internal static class OutputFile
{
    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="option">The option that named it, which a fault begins with.</param>
    /// <param name="file">Where to.</param>
    /// <param name="write">Writes its text, UTF-8 without a byte-order mark.</param>
    public static void Write(string option, string file, Action<TextWriter> write)
    {
        try
        {
            AtomicFile.Write(file, stream =>
            {
                using StreamWriter writer = new(stream, leaveOpen: true);
                write(writer);
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidInputException($"{option} {file}: cannot be written: {e.Message}", e);
        }
    }
}
