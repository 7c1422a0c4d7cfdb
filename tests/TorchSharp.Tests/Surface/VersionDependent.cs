namespace TorchDynInspect.Compat.Tests.Surface;

/// <summary>
/// What the list, an intersection over versions, cannot contain: declarations that every version has, but not all alike. For these
/// compat has the form of 0.102.8, the version the libraries compile against.
/// </summary>
internal static class VersionDependent
{
    // Optional parameters or parameter types changed on the way to 0.106; calls with positional arguments compile against all.
    private static readonly string[] Factories =
    [
        "AdaptiveAvgPool2d", "AvgPool2d", "BatchNorm1d", "BatchNorm2d", "Conv1d", "Conv2d", "Flatten", "MaxPool2d", "Unflatten",
    ];

    internal static bool Covers(string line, IReadOnlySet<string> contract) =>
        IsHeadingOfListedType(line, contract)
        || Factories.Any(name =>
            line.StartsWith($"TorchSharp.torch.nn.{name}(", StringComparison.Ordinal)
            || line == $"TorchSharp.Modules.{name}.forward(TorchSharp.torch.Tensor tensor) -> TorchSharp.torch.Tensor override"
            || line.StartsWith($"TorchSharp.Modules.{name} -> ", StringComparison.Ordinal));

    /// <summary>A module whose base class changed has no heading in the list, but its members or the function that makes it are there.</summary>
    private static bool IsHeadingOfListedType(string line, IReadOnlySet<string> contract)
    {
        var name = line.Split(" -> ")[0];
        return line.Contains(" -> sealed class : TorchSharp.torch.nn.Module<", StringComparison.Ordinal)
            && !contract.Any(listed => listed.StartsWith(name + " -> ", StringComparison.Ordinal))
            && contract.Any(listed => listed.Contains($"-> {name} static", StringComparison.Ordinal));
    }
}
