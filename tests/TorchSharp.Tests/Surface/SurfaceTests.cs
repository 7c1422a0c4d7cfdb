using System.Runtime.CompilerServices;
using TorchSharp;

namespace TorchDynInspect.Compat.Tests.Surface;

public sealed class SurfaceTests
{
    [CompatFact]
    public void Every_member_of_compat_exists_in_TorchSharp_with_the_same_signature()
    {
        var contract = File.ReadLines(ContractFile()).ToHashSet(StringComparer.Ordinal);
        Assert.True(contract.Count > 4000, "the contract is not the full list");
        var strangers = ApiNotation.Lines(typeof(torch).Assembly)
            .Where(line => !contract.Contains(line) && !VersionDependent.Covers(line, contract))
            .Order()
            .ToList();
        Assert.True(strangers.Count == 0, $"{strangers.Count} members are not TorchSharp's:\n{string.Join('\n', strangers)}");
    }

    [CompatFact]
    public void The_notation_finds_a_foreign_signature()
    {
        var contract = File.ReadLines(ContractFile()).ToHashSet(StringComparer.Ordinal);
        var lines = ApiNotation.Lines(typeof(ApiNotationProbe)).ToList();
        Assert.Contains("TorchDynInspect.Compat.Tests.Surface.ApiNotationProbe.Sum<T>(params long[] values) -> double? static", lines);
        Assert.Contains(
            "TorchDynInspect.Compat.Tests.Surface.ApiNotationProbe.Scale(ref double value, System.ValueTuple<int, string> pair, "
            + "float factor = 0.5, string unit = \"m\") -> void protected virtual", lines);
        Assert.DoesNotContain(lines, contract.Contains);
    }

    private static string ContractFile([CallerFilePath] string here = "")
    {
        const string list = "eng/api/torchsharp-0.102.8-to-0.106.0.txt";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, list);
            if (File.Exists(file))
            {
                return file;
            }
        }
        throw new FileNotFoundException($"{list} is in no folder above {AppContext.BaseDirectory} (compiled from {here})");
    }
}
