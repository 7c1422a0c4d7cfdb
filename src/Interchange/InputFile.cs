using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange;

/// <summary>Opens files so that every way in which the operating system refuses becomes one line about the input.</summary>
internal static class InputFile
{
    public const string Expected = "expected a network file (.json) or a TorchSharp state dictionary (.dat)";

    /// <summary>Opens <paramref name="path"/> for sequential reading.</summary>
    public static FileStream Open(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new InvalidInputException($"model: no file is named, {Expected}");
        }

        if (Directory.Exists(path))
        {
            throw InputFault.In(path, $"is a directory, {Expected}");
        }

        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw InputFault.In(path, $"no such file, {Expected}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw InputFault.In(path, "is not readable: permission denied", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw InputFault.In(path, $"cannot be opened: {InputFault.OneLine(e.Message)}", e);
        }

        return stream;
    }

    /// <summary>Reads up to <paramref name="target"/>'s length; a fault of the disk is told as one of the file.</summary>
    public static int Read(Stream stream, Span<byte> target, string file)
    {
        try
        {
            return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InputFault.In(file, $"cannot be read: {InputFault.OneLine(e.Message)}", e);
        }
    }

    /// <summary>
    /// Writes beside <paramref name="path"/> first and moves the finished file into place, so that a full disk or a kill leaves the old
    /// file whole.
    /// </summary>
    public static void Replace(string path, Action<Stream> write)
    {
        string partial = path + ".partial";
        try
        {
            using (FileStream stream = new(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Discard(partial);
            throw InputFault.In(path, $"cannot be written: {InputFault.OneLine(e.Message)}", e);
        }
        catch
        {
            Discard(partial);
            throw;
        }
    }

    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The fault that matters is on its way already; a left-over partial file is the lesser one.
        }
    }
}
