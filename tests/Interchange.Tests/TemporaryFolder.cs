using System.Text;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Interchange.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("interchange-").FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>Reads text as a network file.</summary>
    public Network ReadJson(string text) => NetworkFile.Read(Write("net.json", text));

    /// <summary>The fault that reading gives, without the path before it; it must be one line.</summary>
    public string FaultOf(string path, string? architecture = null)
    {
        InvalidInputException fault = Assert.Throws<InvalidInputException>(() => NetworkFile.Read(path, architecture));
        Assert.DoesNotContain('\n', fault.Message);
        Assert.DoesNotContain('\r', fault.Message);
        Assert.StartsWith(path + ": ", fault.Message, StringComparison.Ordinal);
        return fault.Message[(path.Length + 2)..];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
