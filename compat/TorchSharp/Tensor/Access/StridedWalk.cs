namespace TorchSharp.Utils;

/// <summary>Visits the memory offsets of a strided tensor in row-major order of its indices.</summary>
internal sealed class StridedWalk
{
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly long[] index;

    internal StridedWalk(long[] shape, long[] strides, long start)
    {
        this.shape = shape;
        this.strides = strides;
        index = new long[shape.Length];
        for (var d = shape.Length - 1; d >= 0 && start > 0; d--)
        {
            index[d] = start % shape[d];
            start /= shape[d];
            Offset += index[d] * strides[d];
        }
    }

    internal long Offset { get; private set; }

    internal void Advance()
    {
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            Offset += strides[d];
            if (++index[d] < shape[d])
            {
                return;
            }
            Offset -= index[d] * strides[d];
            index[d] = 0;
        }
    }
}
