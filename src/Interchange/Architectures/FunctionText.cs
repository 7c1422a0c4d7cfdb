using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>An activation as <c>--arch</c> spells it: <c>tanh</c>, <c>leaky_relu(slope=0.25)</c>.</summary>
internal static class FunctionText
{
    public static string Write(Activation activation) => activation.Parameters.IsEmpty
        ? activation.Name
        : $"{activation.Name}({string.Join(',', activation.Parameters.Select(given => $"{given.Key}={InputFault.Number(given.Value)}"))})";
}
