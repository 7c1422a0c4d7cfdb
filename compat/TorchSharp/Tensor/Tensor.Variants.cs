namespace TorchSharp;

public static partial class torch
{
    // Operations whose arguments do not go to one operator as they are.
    public partial class Tensor
    {
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null
            ? Ops.amax.Call(this, dims, keepdim)
            : Into(@out, Ops.amax_out, this, dims, keepdim, @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null
            ? Ops.amin.Call(this, dims, keepdim)
            : Into(@out, Ops.amin_out, this, dims, keepdim, @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1, dim2], keepdim, type);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Ops.norm_ScalarOpt_dim.Call(this, p, dim, keepdim);

        public Tensor count_nonzero(long[]? dims = null) => dims is null
            ? Ops.count_nonzero.Call(this)
            : Ops.count_nonzero_dim_IntList.Call(this, dims);

        public (Tensor, Tensor) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Ops.sort_stable.Call2(this, stable, dim, descending);

        public (Tensor, Tensor) kthvalue(long k, long? dim, bool keepdim = false) => Ops.kthvalue.Call2(this, k, dim ?? -1, keepdim);

        public static (Tensor, Tensor) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);

        /// <summary>The distinct values and, if asked for, the place of each element among them and how often each occurs.</summary>
        public (Tensor, Tensor?, Tensor?) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is null
                ? Ops._unique2.Call3(this, sorted, return_inverse, return_counts)
                : Ops.unique_dim.Call3(this, dim, sorted, return_inverse, return_counts);
            return (output, Wanted(inverse, return_inverse), Wanted(counts, return_counts));
        }

        public (Tensor, Tensor?, Tensor?) unique_consecutive(
            bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = Ops.unique_consecutive.Call3(this, return_inverse, return_counts, dim);
            return (output, Wanted(inverse, return_inverse), Wanted(counts, return_counts));
        }

        public IList<Tensor> nonzero_as_list() => Ops.nonzero_numpy.CallList(this);

        public Tensor squeeze(long? dim = null) => dim is { } d ? Ops.squeeze_dim.Call(this, d) : Ops.squeeze.Call(this);

        public Tensor squeeze_(long? dim = null) => dim is { } d ? Ops.squeeze__dim.InPlace(this, d) : Ops.squeeze_.InPlace(this);

        public Tensor roll(long shifts, long? dims = null) => Ops.roll.Call(this, shifts, dims is { } d ? new[] { d } : []);

        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Ops.rot90.Call(this, k, dims is { } d ? new[] { d.Item1, d.Item2 } : new long[] { 0, 1 });

        public Tensor[] hsplit(Tensor indices) => hsplit(Longs(indices));

        public Tensor[] vsplit(Tensor indices) => vsplit(Longs(indices));

        public Tensor[] dsplit(Tensor indices) => dsplit(Longs(indices));

        public Tensor[] dsplit((long, long, long, long) indices_or_sections) => dsplit(
            indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3, indices_or_sections.Item4);

        public Tensor take_along_dim(IEnumerable<long> indices)
        {
            using var index = tensor(indices.ToArray());
            return take_along_dim(index);
        }

        public Tensor take_along_dim(IEnumerable<long> indices, long dim)
        {
            using var index = tensor(indices.ToArray());
            return take_along_dim(index, dim);
        }

        public Tensor tensordot(Tensor b, long dims = 2)
        {
            var first = ndim - dims;
            return tensordot(b, [.. LongRange(first, dims)], [.. LongRange(0, dims)]);
        }

        public Tensor tensordot(Tensor b, (long, long)[] dims) =>
            tensordot(b, Array.ConvertAll(dims, d => d.Item1), Array.ConvertAll(dims, d => d.Item2));

        public Tensor arctan(Tensor other) => arctan2(other);

        public Tensor arctan_(Tensor other) => arctan2_(other);

        public Tensor polygamma(long p) => Ops.polygamma.Call(p, this);

        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => Ops.linalg_pinv.Call(this, rcond, hermitian);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Ops.histc.Call(this, bins, min, max);

        public Tensor equal(Tensor target) => eq(target);

        public Tensor random_(double from, double to, Generator? generator = null) =>
            Ops.random__from.InPlace(this, (long)from, (long)to, generator);

        /// <summary>Calls an operator that writes its result to a tensor of the caller.</summary>
        internal static Tensor Into(Tensor target, Op op, params ReadOnlySpan<Arg> arguments)
        {
            op.InPlace(arguments);
            return target;
        }

        private static Tensor? Wanted(Tensor tensor, bool wanted)
        {
            if (wanted)
            {
                return tensor;
            }
            tensor.Dispose();
            return null;
        }

        private static long[] Longs(Tensor indices)
        {
            using var converted = indices.to(ScalarType.Int64);
            using var data = converted.data<long>();
            return data.ToArray();
        }

        private static IEnumerable<long> LongRange(long first, long count)
        {
            for (var i = first; i < first + count; i++)
            {
                yield return i;
            }
        }
    }
}
