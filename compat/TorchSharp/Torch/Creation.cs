using System.Numerics;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>How tensors come into being: the common end of torch's many creation overloads.</summary>
internal static unsafe class Creation
{
    /// <summary>A factory that takes a size: zeros, ones, empty.</summary>
    internal static Tensor Make(Op factory, long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null) =>
        Finish(factory.Call(size, dtype, Arg.None, device), requires_grad, names);

    internal static Tensor Full(
        long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null) =>
        Finish(Ops.full.Call(size, value, dtype, Arg.None, device), requires_grad, names);

    /// <summary>A factory that draws: rand, randn.</summary>
    internal static Tensor Draw(
        Op factory, Op factoryWithGenerator, long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator,
        string[]? names = null) =>
        Finish(
            generator is null
                ? factory.Call(size, dtype, Arg.None, device)
                : factoryWithGenerator.Call(size, generator, dtype, Arg.None, device),
            requires_grad, names);

    internal static Tensor Integers(
        long low, long high, long[] size, ScalarType? dtype, Device? device, bool requires_grad, Generator? generator, string[]? names) =>
        Finish(
            Ops.randint_low_generator.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, device), requires_grad, names);

    internal static Tensor Finish(Tensor created, bool requires_grad, string[]? names = null)
    {
        if (names is { Length: > 0 })
        {
            created.Dispose();
            throw new NotSupportedException("named dimensions are not supported by this engine");
        }
        if (requires_grad)
        {
            created.requires_grad = true;
        }
        return created;
    }

    /// <summary>The element type that holds a managed type.</summary>
    internal static ScalarType TypeOf(Type type) =>
        type == typeof(float) ? ScalarType.Float32
        : type == typeof(double) ? ScalarType.Float64
        : type == typeof(long) ? ScalarType.Int64
        : type == typeof(int) ? ScalarType.Int32
        : type == typeof(bool) ? ScalarType.Bool
        : type == typeof(byte) ? ScalarType.Byte
        : type == typeof(sbyte) ? ScalarType.Int8
        : type == typeof(short) ? ScalarType.Int16
        : type == typeof(Half) ? ScalarType.Float16
        : type == typeof(Complex) ? ScalarType.ComplexFloat64
        : type == typeof((float, float)) ? ScalarType.ComplexFloat32
        : throw new NotSupportedException($"no tensor has elements of type {type}");

    internal static Tensor Of<T>(T value, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        FromMemory<T>(new ReadOnlySpan<T>(ref value), [], dtype, device, requires_grad);

    internal static Tensor FromScalar(Scalar value) => Ops.scalar_tensor.Call(value, value.Type, Arg.None, CPU);

    /// <summary>A tensor that copies numbers in row-major order, converted to the type and device if asked.</summary>
    internal static Tensor FromMemory<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
        where T : unmanaged
    {
        long elements = 1;
        foreach (var length in size)
        {
            elements *= length;
        }
        if (elements != values.Length)
        {
            throw new ArgumentException($"mismatched total size: the shape has {elements} elements, the source {values.Length}");
        }
        fixed (T* data = values)
        {
            return FromPointer(data, (long)values.Length * sizeof(T), size, TypeOf(typeof(T)), dtype, device, requires_grad, names);
        }
    }

    /// <summary>As <see cref="FromMemory"/>, for an array of any rank.</summary>
    internal static Tensor FromArray(Array values, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
    {
        var type = values.GetType().GetElementType()!;
        if (type.IsArray)
        {
            throw new NotSupportedException("a jagged array is no tensor: use a rectangular array or torch.stack");
        }
        var scalarType = TypeOf(type);
        var size = new long[values.Rank];
        for (var i = 0; i < size.Length; i++)
        {
            size[i] = values.GetLongLength(i);
        }
        fixed (byte* data = &System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(values))
        {
            return FromPointer(data, values.LongLength * scalarType.ElementSize(), size, scalarType, dtype, device, requires_grad, names);
        }
    }

    private static Tensor FromPointer(
        void* data, long bytes, ReadOnlySpan<long> size, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad,
        string[]? names)
    {
        IntPtr handle;
        fixed (long* sizes = size)
        {
            Native.Check(Native.tds_tensor_from(data, bytes, sizes, size.Length, (int)type, &handle));
        }
        var created = new Tensor(handle);
        if ((dtype is { } wanted && wanted != type) || device is { type: not DeviceType.CPU })
        {
            created = created.to(dtype ?? type, device ?? CPU, disposeAfter: true);
        }
        return Finish(created, requires_grad, names);
    }
}
