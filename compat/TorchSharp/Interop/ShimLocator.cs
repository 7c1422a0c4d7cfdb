using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Finds the native shim: it lies next to the assembly, where the build copied it.</summary>
internal static class ShimLocator
{
    internal static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != "torchshim")
        {
            return IntPtr.Zero;
        }
        var folder = Path.GetDirectoryName(assembly.Location) is { Length: > 0 } location ? location : AppContext.BaseDirectory;
        var path = Path.Combine(folder, "libtorchshim.so");
        if (!File.Exists(path))
        {
            throw new DllNotFoundException($"{path} does not exist: run ./tdi to build the native shim");
        }
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException(
                $"{path} does not load ({FirstLine(e.Message)}): install libtorch-dev and libopenblas0, then run ./tdi to build the native shim", e);
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
