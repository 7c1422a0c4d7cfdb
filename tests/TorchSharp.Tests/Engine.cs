using System.Reflection;
using TorchSharp;

namespace TorchDynInspect.Compat.Tests;

/// <summary>Which of the two engines answers.</summary>
internal static class Engine
{
    internal static bool IsCompat => typeof(torch).Assembly.GetType("TorchSharp.Op") is not null;

    /// <summary>How many native tensors this repository's engine holds, those that nobody can reach any more left out.</summary>
    internal static long LiveTensors
    {
        get
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return (long)typeof(torch).Assembly.GetType("TorchSharp.Native")!
                .GetMethod("tds_live_tensors", BindingFlags.Static | BindingFlags.NonPublic)!
                .Invoke(null, null)!;
        }
    }
}
