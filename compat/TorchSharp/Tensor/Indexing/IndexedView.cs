using static TorchSharp.torch;
using static TorchSharp.torch.TensorIndex;

namespace TorchSharp;

/// <summary>
/// What an indexing expression means: a view of the tensor, reached by selecting, slicing and inserting dimensions, and the index
/// tensors that then pick from that view.
/// </summary>
internal sealed class IndexedView : IDisposable
{
    private readonly List<Tensor> temporaries = [];
    private readonly Tensor source;
    private readonly List<Tensor?> selections = [];
    private Tensor view;
    private int maskedBeyondFirst;

    internal IndexedView(Tensor source, ReadOnlySpan<TensorIndex> indices)
    {
        this.source = view = source;
        try
        {
            Apply(indices);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal Tensor Get()
    {
        if (selections.Exists(s => s is not null))
        {
            return Ops.index_Tensor.Call(view, selections.ToArray());
        }
        if (ReferenceEquals(view, source))
        {
            return source.alias();
        }
        temporaries.RemoveAll(t => ReferenceEquals(t, view));
        return view;
    }

    internal void Set(Tensor value)
    {
        if (selections.Exists(s => s is not null))
        {
            Ops.index_put_.InPlace(view, selections.ToArray(), value);
        }
        else
        {
            Ops.copy_.InPlace(view, value);
        }
    }

    public void Dispose() => temporaries.ForEach(t => t.Dispose());

    private void Apply(ReadOnlySpan<TensorIndex> indices)
    {
        var consumed = 0L;
        foreach (var index in indices)
        {
            consumed += index.Kind switch
            {
                IndexKind.Single or IndexKind.Slice => 1,
                IndexKind.Tensor => Extent(index.Selection!),
                _ => 0,
            };
        }
        var dim = 0;
        foreach (var index in indices)
        {
            switch (index.Kind)
            {
                case IndexKind.Single:
                    Move(Ops.select_int.Call(view, dim, index.Start ?? 0));
                    break;
                case IndexKind.Slice:
                    if (index.Start is not null || index.Stop is not null || index.Step is not null)
                    {
                        Move(Ops.slice_Tensor.Call(view, dim, index.Start, index.Stop, index.Step ?? 1));
                    }
                    dim++;
                    break;
                case IndexKind.None:
                    Move(Ops.unsqueeze.Call(view, dim));
                    dim++;
                    break;
                case IndexKind.Ellipsis:
                    dim += (int)Math.Max(0, source.ndim - consumed);
                    break;
                case IndexKind.Bool:
                    Move(Ops.unsqueeze.Call(view, dim));
                    Select(dim, Temporary(tensor(index.Start != 0).reshape(1)));
                    dim++;
                    break;
                case IndexKind.Tensor when Extent(index.Selection!) == 0:
                    Move(Ops.unsqueeze.Call(view, dim));
                    Select(dim, Temporary(index.Selection!.reshape(1)));
                    dim++;
                    break;
                case IndexKind.Tensor:
                    Select(dim, index.Selection!);
                    dim += (int)Extent(index.Selection!);
                    break;
            }
        }
    }

    private void Select(int dim, Tensor selection)
    {
        // A mask stands for as many index tensors as it has dimensions, but takes one place in the list.
        while (selections.Count < dim - maskedBeyondFirst)
        {
            selections.Add(null);
        }
        selections.Add(selection);
        maskedBeyondFirst += (int)Extent(selection) - 1;
    }

    /// <summary>How many dimensions an index tensor consumes.</summary>
    private static long Extent(Tensor selection) => selection.dtype is ScalarType.Bool or ScalarType.Byte ? selection.ndim : 1;

    private void Move(Tensor next) => view = Temporary(next);

    private Tensor Temporary(Tensor tensor)
    {
        temporaries.Add(tensor);
        return tensor;
    }
}
