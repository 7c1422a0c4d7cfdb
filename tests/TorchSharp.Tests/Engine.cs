using TorchSharp;

namespace TorchDynInspect.Compat.Tests;

/// <summary>Which of the two engines answers.</summary>
internal static class Engine
{
    internal static bool IsCompat => typeof(torch).Assembly.GetType("TorchSharp.Op") is not null;

    /// <summary>How many native tensors this repository's engine holds.</summary>
    internal static long LiveTensors =>
        (long)typeof(torch).Assembly.GetType("TorchSharp.Native")!
            .GetMethod("tds_live_tensors", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .Invoke(null, null)!;
}
