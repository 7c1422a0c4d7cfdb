using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

/// <summary>Everything about a module that an inspection must not change, byte for byte.</summary>
internal sealed record Snapshot(List<string> Lines)
{
    public static Snapshot Of(nn.Module module)
    {
        using DisposeScope scope = NewDisposeScope();
        List<string> lines = [$"training {module.training}"];
        lines.AddRange(module.named_modules().Select(entry => $"{entry.name} training {entry.module.training}"));
        foreach ((string name, var parameter) in module.named_parameters())
        {
            lines.Add($"{name} {Describe(parameter)} requires_grad {parameter.requires_grad}");
            lines.Add($"{name} gradient {(parameter.grad is { } gradient ? Content(gradient) : "null")}");
        }

        lines.AddRange(module.named_buffers().Select(entry => $"{entry.name} {Describe(entry.buffer)}"));
        lines.Add($"random {Convert.ToHexString(Tensors.Bytes(get_rng_state()))}");
        return new Snapshot(lines);
    }

    public void AssertSameAs(Snapshot other) => Assert.Equal(Lines, other.Lines);

    private static string Describe(Tensor tensor) => $"{tensor.Handle} {Content(tensor)}";

    // The package wraps a gradient anew whenever it is asked for: its handle says nothing.
    private static string Content(Tensor tensor) =>
        $"{tensor.dtype} {tensor.device} [{string.Join(",", tensor.shape)}] {Convert.ToHexString(Tensors.Bytes(tensor))}";
}
