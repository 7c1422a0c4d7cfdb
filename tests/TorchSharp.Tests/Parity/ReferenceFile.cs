using System.Text.Json;

namespace TorchDynInspect.Compat.Tests.Parity;

/// <summary>A file that a script in reference/ wrote with PyTorch.</summary>
internal static class ReferenceFile
{
    internal static JsonElement Read(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "reference", name));
        return JsonDocument.Parse(stream).RootElement.Clone();
    }
}
