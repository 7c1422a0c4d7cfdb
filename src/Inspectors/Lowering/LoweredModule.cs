using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>What became of one submodule: layers, or the reason why not.</summary>
internal sealed record LoweredModule
{
    public required string Path { get; init; }

    public required string Type { get; init; }

    public required ImmutableArray<long> InputShape { get; init; }

    public required ImmutableArray<long> OutputShape { get; init; }

    public required long Parameters { get; init; }

    /// <summary>The layers, or null where the module is opaque.</summary>
    public ImmutableArray<Layer>? Layers { get; init; }

    /// <summary>Why the module is opaque; null where it is not.</summary>
    public string? Reason { get; init; }

    /// <summary>The submodules that were read, in forward order.</summary>
    public ImmutableArray<LoweredModule> Children { get; init; } = [];

    /// <summary>"layer0 (Linear)"; "module (Mlp)" for the inspected module itself.</summary>
    public string Name => ModuleWalker.Name(Path, Type);
}
