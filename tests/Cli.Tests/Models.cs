namespace TorchDynInspect.Cli.Tests;

/// <summary>Network files for the tests, written into a folder that goes away with them.</summary>
public sealed class Models : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tdi-");

    public string Write(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Absent => PathOf("absent.json");

    /// <summary>A file in the folder that need not exist yet.</summary>
    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A network of the given inputs; the layers in JSON.</summary>
    public string Network(int inputs, string layers) =>
        Write("net.json", $$"""{"format":"torch-dyn-inspect/network/1","inputs":{{inputs}},"layers":[{{layers}}]}""");

    /// <summary>The 2-2-2 network of theory §1's check values.</summary>
    public string TwoByTwo(string function) => Network(2, $$"""
        {"type":"affine","weight":[[1,-2],[0.5,1]],"bias":[0.1,-0.3]},{"type":"activation","function":"{{function}}"},
        {"type":"affine","weight":[[0.8,0.2],[-0.4,1.1]],"bias":[0.05,0.2]}
        """);

    /// <summary>x ↦ σ(w x + b) of one variable.</summary>
    public string Scalar(double w, double b, string function) => Network(
        1, FormattableString.Invariant($$"""{"type":"affine","weight":[[{{w}}]],"bias":[{{b}}]},{"type":"activation","function":"{{function}}"}"""));

    public static string Bundled(string name) => Path.Combine(AppContext.BaseDirectory, "networks", name);

    public static string Reference(string name) => Path.Combine(AppContext.BaseDirectory, "reference", name);

    public void Dispose() => folder.Delete(recursive: true);
}
