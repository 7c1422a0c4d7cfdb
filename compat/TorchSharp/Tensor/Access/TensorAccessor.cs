using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>
/// Reads and writes the elements of a tensor in row-major order of its shape, whatever its strides, without copying it. It is of use as
/// long as the tensor is; only of a lazily conjugated tensor, whose memory does not hold its values, it reads a copy.
/// </summary>
public sealed class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;
    private readonly bool ownsTensor;

    internal TensorAccessor(Tensor tensor)
    {
        var expected = Creation.TypeOf(typeof(T));
        if (tensor.dtype != expected)
        {
            throw new ArgumentException($"the tensor holds {tensor.dtype}, not {typeof(T).Name}");
        }
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException("data() reads memory of the CPU: call cpu() first");
        }
        ownsTensor = tensor.Info.Lazy != 0;
        this.tensor = ownsTensor ? Plain(tensor) : tensor;
        var info = this.tensor.Info;
        shape = this.tensor.shape;
        strides = this.tensor.stride();
        contiguous = info.Contiguous != 0;
        Count = info.NumberOfElements;
    }

    public long Count { get; }

    private unsafe T* Data => (T*)Native.tds_tensor_data(tensor.Handle);

    public bool IsReadOnly => ownsTensor;

    public unsafe T this[params long[] indices]
    {
        get => Read(Offset(indices));
        set
        {
            Data[Offset(indices)] = value;
            GC.KeepAlive(tensor);
        }
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left.Equals(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !left.Equals(right);

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    /// <summary>An array of the rank and lengths of the tensor.</summary>
    public unsafe Array ToNDArray()
    {
        if (shape.Length == 0)
        {
            return ToArray();
        }
        var result = Array.CreateInstance(typeof(T), shape);
        fixed (byte* target = &System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(result))
        {
            CopyTo(new Span<T>(target, checked((int)Count)));
        }
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = Range(array, arrayIndex, tensorIndex);
        var source = Data;
        if (contiguous)
        {
            new ReadOnlySpan<T>(source + tensorIndex, target.Length).CopyTo(target);
            GC.KeepAlive(tensor);
            return;
        }
        var walk = new StridedWalk(shape, strides, tensorIndex);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = source[walk.Offset];
            walk.Advance();
        }
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        CheckStart(array.Length, arrayIndex, tensorIndex);
        var count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        var target = Data;
        var walk = new StridedWalk(shape, strides, tensorIndex);
        for (var i = 0; i < count; i++)
        {
            target[walk.Offset] = array[arrayIndex + i];
            walk.Advance();
        }
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        var walk = new StridedWalk(shape, strides, 0);
        for (long i = 0; i < Count; i++)
        {
            yield return Read(walk.Offset);
            walk.Advance();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) =>
        obj is TensorAccessor<T> other && Count == other.Count && this.AsEnumerable().SequenceEqual(other);

    public override int GetHashCode() => HashCode.Combine(Count, tensor);

    public void Dispose()
    {
        if (ownsTensor)
        {
            tensor.Dispose();
        }
    }

    private static Tensor Plain(Tensor lazy)
    {
        using var conjugated = lazy.resolve_conj();
        return conjugated.resolve_neg().DetachFromDisposeScope();
    }

    /// <summary>The element at a place of the row-major order.</summary>
    internal T At(long index) =>
        index >= 0 && index < Count
            ? Read(new StridedWalk(shape, strides, index).Offset)
            : throw new IndexOutOfRangeException($"index {index} of a tensor with {Count} elements");

    private unsafe T Read(long offset)
    {
        var value = Data[offset];
        GC.KeepAlive(tensor);
        return value;
    }

    private Span<T> Range(Span<T> array, int arrayIndex, long tensorIndex)
    {
        CheckStart(array.Length, arrayIndex, tensorIndex);
        return array.Slice(arrayIndex, (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex));
    }

    private void CheckStart(int length, int arrayIndex, long tensorIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(arrayIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(arrayIndex, length);
        ArgumentOutOfRangeException.ThrowIfNegative(tensorIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tensorIndex, Count);
    }

    /// <summary>One index counts elements in row-major order; as many as dimensions name an element.</summary>
    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1)
        {
            var index = indices[0] < 0 ? indices[0] + Count : indices[0];
            return index >= 0 && index < Count
                ? new StridedWalk(shape, strides, index).Offset
                : throw new IndexOutOfRangeException($"index {indices[0]} of a tensor with {Count} elements");
        }
        if (indices.Length != shape.Length)
        {
            throw new ArgumentException($"{indices.Length} indices for a tensor of {shape.Length} dimensions");
        }
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i] < 0 ? indices[i] + shape[i] : indices[i];
            if (index < 0 || index >= shape[i])
            {
                throw new IndexOutOfRangeException($"index {indices[i]} of dimension {i}, which has {shape[i]} entries");
            }
            offset += index * strides[i];
        }
        return offset;
    }
}
