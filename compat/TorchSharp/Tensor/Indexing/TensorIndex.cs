namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry between the brackets of an indexing expression, with the meaning it has in PyTorch.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };

        public static TensorIndex None = new() { Kind = IndexKind.None };

        public static TensorIndex Null = new() { Kind = IndexKind.None };

        public static TensorIndex Colon = Slice();

        internal IndexKind Kind;
        internal long? Start;
        internal long? Stop;
        internal long? Step;
        internal Tensor? Selection;

        internal enum IndexKind
        {
            Single, Slice, None, Ellipsis, Bool, Tensor,
        }

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        public static implicit operator Tensor(TensorIndex value) =>
            value.Kind == IndexKind.Tensor ? value.Selection! : throw new InvalidCastException("the index is not a tensor");

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            range.End is { IsFromEnd: true, Value: 0 } ? null : range.End.IsFromEnd ? -range.End.Value : range.End.Value);

        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexKind.Tensor, Selection = tensor };
    }
}
