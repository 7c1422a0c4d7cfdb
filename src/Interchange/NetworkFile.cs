using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.Architectures;
using TorchDynInspect.Interchange.Json;
using TorchDynInspect.Interchange.StateDictionaries;

namespace TorchDynInspect.Interchange;

/// <summary>Reads and writes networks in files; the one entry point of this library.</summary>
/// <remarks>
/// The extension decides between .json (network file) and .dat (TorchSharp state dictionary); without one of these the first bytes do. The
/// network file:
/// <code>
/// {"format":"torch-dyn-inspect/network/1","inputs":2,"layers":[
///   {"type":"affine","weight":[[1,-2],[0.5,1]],"bias":[0.1,-0.3]},
///   {"type":"activation","function":"leaky_relu","slope":0.25},
///   {"type":"activation","functions":["relu",{"function":"leaky_relu","slope":0.25}]},
///   {"type":"residual","layers":[]},
///   {"type":"flow","field":[],"time":1.0,"solver":"dopri5","rtol":1e-8,"atol":1e-10}]}
/// </code>
/// </remarks>
public static class NetworkFile
{
    /// <summary>Reads a network.</summary>
    /// <param name="path">A JSON network file or a TorchSharp state dictionary.</param>
    /// <param name="architecture">What a state dictionary leaves unsaid, e.g. "2-64-64-2:tanh" (see <see cref="Architecture"/>); null for a
    /// JSON file.</param>
    /// <exception cref="InvalidInputException">One line: file, place, what is wrong and what was expected.</exception>
    public static Network Read(string path, string? architecture = null)
    {
        Architecture? parsed = architecture is null ? null : Architecture.Parse(architecture);
        using FileStream stream = InputFile.Open(path);
        if (Recognise(stream, path) == FileKind.Json)
        {
            return parsed is null
                ? JsonNetworkReader.Read(stream, path)
                : throw InputFault.In(path, "a network file describes itself, expected no --arch");
        }

        StateDictionary dictionary = StateDictionary.Read(stream, path);
        return parsed is not null
            ? parsed.ToNetwork(dictionary, path)
            : throw InputFault.In(
                path,
                $"a state dictionary does not say its functions, expected --arch; "
                + $"{ArchitectureReading.GuessText(LinearLayer.In(dictionary, path).Layers)}");
    }

    /// <summary>Writes a network: to .json everything, to .dat the weights (float32 where that keeps every bit, else float64).</summary>
    /// <param name="network">The network; for .dat one that <see cref="Architecture.Of"/> can describe, since that text is needed to read
    /// the file again.</param>
    /// <param name="path">The file, ending in .json or .dat; replaced only when the new one is complete.</param>
    /// <exception cref="InvalidInputException">The file cannot be written, or the network has no state dictionary form.</exception>
    public static void Write(Network network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        switch (Path.GetExtension(path))
        {
            case ".json":
                InputFile.Replace(path, stream => JsonNetworkWriter.Write(stream, network));
                break;
            case ".dat":
                NetworkState.Of(network).Write(path);
                break;
            default:
                throw InputFault.In(path, "has no known extension, expected .json or .dat");
        }
    }

    private static FileKind Recognise(FileStream stream, string path)
    {
        switch (Path.GetExtension(path))
        {
            case ".json":
                return FileKind.Json;
            case ".dat":
                return FileKind.StateDictionary;
        }

        // A pipe gives its bytes once, and only JSON is read from one.
        if (!stream.CanSeek)
        {
            return FileKind.Json;
        }

        Span<byte> start = stackalloc byte[256];
        start = start[..InputFile.Read(stream, start, path)];
        stream.Position = 0;
        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            throw InputFault.In(path, $"is a zip archive, as PyTorch saves, {InputFile.Expected}");
        }

        ReadOnlySpan<byte> text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n"u8);
        bool isObject = text is [(byte)'{', .. var rest] && rest.TrimStart(" \t\r\n"u8) is [(byte)'"', ..];
        return isObject ? FileKind.Json : FileKind.StateDictionary;
    }

    private enum FileKind
    {
        Json,
        StateDictionary,
    }
}
