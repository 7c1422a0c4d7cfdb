namespace TorchSharp;

public static partial class torch
{
    // Shape: views, joins and splits.
    public static Tensor block_diag(params Tensor[] tensors) => Ops.block_diag.Call(tensors);
    public static Tensor broadcast_to(Tensor input, params long[] shape) => Ops.broadcast_to.Call(input, shape);
    public static Tensor cartesian_prod(IList<Tensor> tensors) => Ops.cartesian_prod.Call(tensors.ToArray());
    public static Tensor cartesian_prod(params Tensor[] tensors) => Ops.cartesian_prod.Call(tensors);
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Ops.cat.Call(tensors.ToArray(), dim);
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => Ops.chunk.CallList(input, chunks, dim);
    public static Tensor column_stack(IList<Tensor> tensors) => Ops.column_stack.Call(tensors.ToArray());
    public static Tensor column_stack(params Tensor[] tensors) => Ops.column_stack.Call(tensors);
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) =>
        Ops.combinations.Call(input, r, with_replacement);
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => Ops.concat.Call(tensors.ToArray(), dim);
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => Ops.concatenate.Call(tensors.ToArray(), axis);
    public static Tensor diag(Tensor input, long diagonal = 0) => Ops.diag.Call(input, diagonal);
    public static Tensor diag_embed(Tensor input, long offset = 0, long dim1 = -2, long dim2 = -1) =>
        Ops.diag_embed.Call(input, offset, dim1, dim2);
    public static Tensor diagflat(Tensor input, long offset = 0) => Ops.diagflat.Call(input, offset);
    public static Tensor[] dsplit(Tensor input, (long, long, long) indices_or_sections) =>
        Ops.dsplit_array.CallList(input, new[] { indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3 });
    public static Tensor[] dsplit(Tensor input, (long, long) indices_or_sections) =>
        Ops.dsplit_array.CallList(input, new[] { indices_or_sections.Item1, indices_or_sections.Item2 });
    public static Tensor[] dsplit(Tensor input, long size) => Ops.dsplit_int.CallList(input, size);
    public static Tensor[] dsplit(Tensor input, long[] indices_or_sections) => Ops.dsplit_array.CallList(input, indices_or_sections);
    public static Tensor dstack(IEnumerable<Tensor> tensors) => Ops.dstack.Call(tensors.ToArray());
    public static Tensor dstack(IList<Tensor> tensors) => Ops.dstack.Call(tensors.ToArray());
    public static Tensor dstack(params Tensor[] tensors) => Ops.dstack.Call(tensors);
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) =>
        Ops.flatten_using_ints.Call(input, start_dim, end_dim);
    public static Tensor flip(Tensor input, params long[] dims) => Ops.flip.Call(input, dims);
    public static Tensor fliplr(Tensor input) => Ops.fliplr.Call(input);
    public static Tensor flipud(Tensor input) => Ops.flipud.Call(input);
    public static Tensor[] hsplit(Tensor input, (long, long, long) indices_or_sections) =>
        Ops.hsplit_array.CallList(input, new[] { indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3 });
    public static Tensor[] hsplit(Tensor input, (long, long) indices_or_sections) =>
        Ops.hsplit_array.CallList(input, new[] { indices_or_sections.Item1, indices_or_sections.Item2 });
    public static Tensor[] hsplit(Tensor input, long indices_or_sections) => Ops.hsplit_int.CallList(input, indices_or_sections);
    public static Tensor[] hsplit(Tensor input, long[] indices_or_sections) => Ops.hsplit_array.CallList(input, indices_or_sections);
    public static Tensor hstack(IEnumerable<Tensor> tensors) => Ops.hstack.Call(tensors.ToArray());
    public static Tensor hstack(IList<Tensor> tensors) => Ops.hstack.Call(tensors.ToArray());
    public static Tensor hstack(params Tensor[] tensors) => Ops.hstack.Call(tensors);
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Ops.meshgrid_indexing.CallList(tensors.ToArray(), indexing);
    public static Tensor moveaxis(Tensor input, (long, long, long) source, (long, long, long) destination) =>
        Ops.moveaxis_intlist.Call(input, new[] { source.Item1, source.Item2, source.Item3 }, new[] { destination.Item1, destination.Item2, destination.Item3 });
    public static Tensor moveaxis(Tensor input, (long, long) source, (long, long) destination) =>
        Ops.moveaxis_intlist.Call(input, new[] { source.Item1, source.Item2 }, new[] { destination.Item1, destination.Item2 });
    public static Tensor moveaxis(Tensor input, long source, long destination) => Ops.moveaxis_int.Call(input, source, destination);
    public static Tensor moveaxis(Tensor input, long[] source, long[] destination) => Ops.moveaxis_intlist.Call(input, source, destination);
    public static Tensor movedim(Tensor input, long source, long destination) => Ops.movedim_int.Call(input, source, destination);
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => Ops.movedim_intlist.Call(input, source, destination);
    public static Tensor narrow(Tensor input, long dim, long start, long length) => Ops.narrow.Call(input, dim, start, length);
    public static Tensor permute(Tensor input, params long[] permutation) => Ops.permute.Call(input, permutation);
    public static Tensor ravel(Tensor input) => Ops.ravel.Call(input);
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) =>
        Ops.repeat_interleave_self_Tensor.Call(input, repeats, dim, output_size);
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        Ops.repeat_interleave_self_int.Call(input, repeats, dim, output_size);
    public static Tensor reshape(Tensor input, params long[] shape) => Ops.reshape.Call(input, shape);
    public static Tensor roll(Tensor input, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
        Ops.roll.Call(input, shifts.ToArray(), dims.ToArray());
    public static Tensor roll(Tensor input, (long, long, long) shifts, (long, long, long) dims) =>
        Ops.roll.Call(input, new[] { shifts.Item1, shifts.Item2, shifts.Item3 }, new[] { dims.Item1, dims.Item2, dims.Item3 });
    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) =>
        Ops.roll.Call(input, new[] { shifts.Item1, shifts.Item2 }, new[] { dims.Item1, dims.Item2 });
    public static Tensor roll(Tensor input, long[] shifts) => Ops.roll.Call(input, shifts);
    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => Ops.roll.Call(input, shifts, dims);
    public static Tensor row_stack(IList<Tensor> tensors) => Ops.row_stack.Call(tensors.ToArray());
    public static Tensor row_stack(params Tensor[] tensors) => Ops.row_stack.Call(tensors);
    public static Tensor select(Tensor input, long dim, long index) => Ops.select_int.Call(input, dim, index);
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0) =>
        Ops.split_sizes.CallList(tensor, split_size_or_sections, dim);
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Ops.stack.Call(tensors.ToArray(), dim);
    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => Ops.swapaxes.Call(input, axis0, axis1);
    public static Tensor swapdims(Tensor input, long dim0, long dim1) => Ops.swapdims.Call(input, dim0, dim1);
    public static Tensor t(Tensor input) => Ops.t.Call(input);
    public static Tensor[] tensor_split(Tensor input, Tensor indices_or_sections, long dim = 0) =>
        Ops.tensor_split_tensor_indices_or_sections.CallList(input, indices_or_sections, dim);
    public static Tensor[] tensor_split(Tensor input, long indices_or_sections, long dim = 0) =>
        Ops.tensor_split_sections.CallList(input, indices_or_sections, dim);
    public static Tensor[] tensor_split(Tensor input, long[] indices_or_sections, long dim = 0) =>
        Ops.tensor_split_indices.CallList(input, indices_or_sections, dim);
    public static Tensor tile(Tensor input, long[] dims) => Ops.tile.Call(input, dims);
    public static Tensor transpose(Tensor input, long dim0, long dim1) => Ops.transpose_int.Call(input, dim0, dim1);
    public static Tensor tril(Tensor input, long diagonal = 0) => Ops.tril.Call(input, diagonal);
    public static Tensor tril_(Tensor input, long diagonal = 0) => Ops.tril_.InPlace(input, diagonal);
    public static Tensor triu(Tensor input, long diagonal = 0) => Ops.triu.Call(input, diagonal);
    public static Tensor triu_(Tensor input, long diagonal = 0) => Ops.triu_.InPlace(input, diagonal);
    public static Tensor[] unbind(Tensor input, long dim = 0) => Ops.unbind_int.CallList(input, dim);
    public static Tensor[] unbind(Tensor tensor, int dim = 0) => Ops.unbind_int.CallList(tensor, dim);
    public static Tensor unflatten(Tensor input, long dim, Size sizes) => Ops.unflatten_int.Call(input, dim, sizes.Shape);
    public static Tensor unflatten(Tensor input, long dim, params long[] sizes) => Ops.unflatten_int.Call(input, dim, sizes);
    public static Tensor unsqueeze(Tensor input, long dim) => Ops.unsqueeze.Call(input, dim);
    public static Tensor unsqueeze_(Tensor input, long dim) => Ops.unsqueeze_.InPlace(input, dim);
    public static Tensor[] vsplit(Tensor input, long[] indices_or_sections) => Ops.vsplit_array.CallList(input, indices_or_sections);
    public static Tensor vstack(IList<Tensor> tensors) => Ops.vstack.Call(tensors.ToArray());
}
