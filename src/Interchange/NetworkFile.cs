using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.Json;

namespace TorchDynInspect.Interchange;

/// <summary>Reads and writes networks in files; the one entry point of this library.</summary>
public static class NetworkFile
{
    /// <summary>Reads a network.</summary>
    /// <param name="path">A JSON network file.</param>
    /// <param name="architecture">What a state dictionary leaves unsaid, e.g. "2-64-64-2:tanh"; null for a file that describes itself.</param>
    /// <exception cref="InvalidInputException">One line: file, place, what is wrong and what was expected.</exception>
    public static Network Read(string path, string? architecture = null)
    {
        using FileStream stream = InputFile.Open(path);
        return JsonNetworkReader.Read(stream, path);
    }

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file; replaced only when the new one is complete.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Write(Network network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        InputFile.Replace(path, stream => JsonNetworkWriter.Write(stream, network));
    }
}
