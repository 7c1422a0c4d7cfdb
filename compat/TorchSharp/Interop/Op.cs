using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// An operator of libtorch, looked up in its dispatcher at the first call. The methods differ only in what they make of the results;
/// arguments left out at the end take the defaults of the operator's schema.
/// </summary>
internal sealed unsafe class Op(string name, string overload = "")
{
    private const int ScratchWords = 64;

    private IntPtr handle;

    public override string ToString() => overload.Length == 0 ? name : $"{name}.{overload}";

    /// <summary>Calls an operator that returns a tensor.</summary>
    internal Tensor Call(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Run(arguments, &result, 1);
        return new Tensor((IntPtr)result.Bits);
    }

    /// <summary>Calls an operator that changes its first argument, and returns that argument.</summary>
    internal Tensor InPlace(params ReadOnlySpan<Arg> arguments)
    {
        Run(arguments, null, 0);
        return (Tensor)arguments[0].Reference!;
    }

    /// <summary>Calls an operator that returns two tensors.</summary>
    internal (Tensor, Tensor) Call2(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeValue[2];
        Run(arguments, results, 2);
        return (Take(results[0]), Take(results[1]));
    }

    /// <summary>Calls an operator that returns three tensors.</summary>
    internal (Tensor, Tensor, Tensor) Call3(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeValue[3];
        Run(arguments, results, 3);
        return (Take(results[0]), Take(results[1]), Take(results[2]));
    }

    /// <summary>Calls an operator that returns four tensors.</summary>
    internal (Tensor, Tensor, Tensor, Tensor) Call4(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeValue[4];
        Run(arguments, results, 4);
        return (Take(results[0]), Take(results[1]), Take(results[2]), Take(results[3]));
    }

    /// <summary>Calls an operator that returns a list of tensors.</summary>
    internal Tensor[] CallList(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Run(arguments, &result, 1);
        var handles = (IntPtr*)result.Bits;
        var tensors = new Tensor[result.Count];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new Tensor(handles[i]);
        }
        Native.tds_free(handles);
        return tensors;
    }

    /// <summary>Calls an operator that returns a truth value.</summary>
    internal bool CallBool(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Run(arguments, &result, 1);
        return result.Bits != 0;
    }

    private static Tensor Take(in NativeValue value) => value.Bits == 0 ? null! : new Tensor((IntPtr)value.Bits);

    [SkipLocalsInit]
    private void Run(ReadOnlySpan<Arg> arguments, NativeValue* results, int capacity)
    {
        var words = 0;
        foreach (ref readonly var argument in arguments)
        {
            words += argument.Words;
        }
        var values = stackalloc NativeValue[arguments.Length];
        var buffer = stackalloc long[ScratchWords];
        if (words <= ScratchWords)
        {
            Run(arguments, values, buffer, results, capacity);
            return;
        }
        buffer = (long*)NativeMemory.Alloc((nuint)words, sizeof(long));
        try
        {
            Run(arguments, values, buffer, results, capacity);
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    }

    private void Run(ReadOnlySpan<Arg> arguments, NativeValue* values, long* scratch, NativeValue* results, int capacity)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i].Write(values + i, scratch);
            scratch += arguments[i].Words;
        }
        int returned;
        Native.Check(Native.tds_call(handle == 0 ? Resolve() : handle, values, arguments.Length, results, capacity, &returned));
    }

    private IntPtr Resolve()
    {
        var nameBytes = Encoding.UTF8.GetBytes("aten::" + name + "\0");
        var overloadBytes = Encoding.UTF8.GetBytes(overload + "\0");
        fixed (byte* n = nameBytes, o = overloadBytes)
        {
            IntPtr found;
            Native.Check(Native.tds_operator(n, o, &found));
            return handle = found;
        }
    }
}
