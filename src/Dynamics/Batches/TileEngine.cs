using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>
/// Carries a tile of points, eight to a vector, through a network, with the accumulated affine map x ↦ A x + c beside the values:
/// Ā_{l+1} = W Λ Ā_l and c_{l+1} = W(Λ c_l + s₀) + b (theory §1). Values, offsets and all directions of A are columns of one right-hand side, so that an affine
/// layer is one matrix product for the whole tile. One engine serves one thread.
/// </summary>
internal sealed unsafe partial class TileEngine : IDisposable
{
    /// <summary>Points in a vector.</summary>
    public const int LaneCount = 8;

    private readonly Network network;
    private readonly AffineForm form;
    private readonly bool withMap;
    private readonly LaneArena arena;
    private Lanes suspicion;

    public TileEngine(Network network, AffineForm form, bool withMap)
    {
        (this.network, this.form, this.withMap) = (network, form, withMap);
        if (withMap && form != AffineForm.Tangent && ContainsFlow(network))
        {
            throw new InvalidInputException($"{(form == AffineForm.Secant ? "secant" : "unshifted")} form of a flow: not defined; use the tangent form");
        }

        backward = withMap && PrefersBackward(network);
        Groups = GroupsFor(network, withMap ? (backward ? network.Outputs : network.Inputs) + 2 : 1);
        ValueColumns = Groups;
        OffsetColumns = withMap && form != AffineForm.Tangent ? Groups : 0;
        MapColumns = withMap && !backward ? Groups * network.Inputs : 0;
        long vectors = ((long)network.Inputs * Columns) + VectorsFor(network, Columns) + ((long)network.Outputs * Groups);
        if (backward)
        {
            (_, int activations, long units) = Measure(network);
            Transpose(network);
            tape = new LaneArena(units * Groups);
            tapeEntries = new nint[activations];
            vectors += VectorsFor(network, BackwardColumns) + ((long)network.Outputs * BackwardColumns);
        }

        arena = new LaneArena(vectors);
    }

    /// <summary>Vectors of points in a tile.</summary>
    public int Groups { get; }

    /// <summary>Points in a tile.</summary>
    public int TilePoints => Groups * LaneCount;

    internal int ValueColumns { get; }

    internal int OffsetColumns { get; }

    private int MapColumns { get; }

    internal int Columns => ValueColumns + OffsetColumns + MapColumns;

    public void Dispose()
    {
        arena.Dispose();
        tape?.Dispose();
    }

    /// <summary>Runs up to <see cref="TilePoints"/> points and writes their rows of the results.</summary>
    /// <returns>Whether everything stayed finite and defined.</returns>
    public bool Run(ReadOnlySpan<double> points, Span<double> values, Span<double> linear, Span<double> offsets)
    {
        nuint mark = arena.Mark;
        TileState input = Load(points);
        suspicion = Lanes.Zero;
        tapeLength = 0;
        tape?.Release(0);
        TileState output = Materialised(Forward(network, input));
        Store(input, output, points.Length / network.Inputs, values, linear, offsets);
        arena.Release(mark);
        return Vector512.EqualsAll(suspicion, Lanes.Zero);
    }

    /// <summary>A tile as large as a share of a core's second-level cache holds, and no larger than useful.</summary>
    private static int GroupsFor(Network network, int columns)
    {
        const int target = 1536;
        return Math.Clamp(target / (columns * MaxWidth(network)), 1, 8);
    }

    private static int MaxWidth(Network network)
    {
        int width = 0;
        foreach (int w in network.Widths)
        {
            width = Math.Max(width, w);
        }

        return width;
    }

    private static bool ContainsFlow(Network network)
    {
        foreach (Layer layer in network.Layers)
        {
            if (layer is Flow || (layer is Residual residual && ContainsFlow(residual.Branch)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The height of the arena that a pass with that many columns needs.</summary>
    private long VectorsFor(Network net, int columns)
    {
        long width = MaxWidth(net);
        long inner = 0;
        foreach (Layer layer in net.Layers)
        {
            inner = Math.Max(inner, layer switch
            {
                Residual residual => VectorsFor(residual.Branch, columns),
                Flow flow => VectorsFor(flow.Field, columns) + ((long)flow.Field.Inputs * columns * FlowIntegration.StatesFor(flow.Solver)),
                _ => width * Groups,
            });
        }

        return (2 * width * columns) + inner;
    }

    /// <summary>Runs a network on a state that it does not modify; the result lives in the arena above the present mark.</summary>
    internal TileState Forward(Network net, TileState input)
    {
        int size = MaxWidth(net) * Columns;
        Lanes* first = arena.Take(size);
        Lanes* second = arena.Take(size);
        TileState state = input;
        for (int i = 0; i < net.Layers.Length; i++)
        {
            bool owned = state.Data == first || state.Data == second;
            Lanes* target = owned ? state.Data : first;
            nuint mark = arena.Mark;
            diagnosis?.Enter(net.Layers[i], i, state);
            state = net.Layers[i] switch
            {
                Affine affine => ApplyAffine(affine, state, state.Data == first ? second : first),
                Elementwise elementwise => ApplyElementwise(elementwise, state, target),
                Residual residual => Add(state, Forward(residual.Branch, state), target),
                Flow flow => FlowIntegration.Integrate(this, flow, state, target, arena),
                _ => throw new InvalidOperationException("the set of layers is closed"),
            };
            arena.Release(mark);
            diagnosis?.Leave(state);
        }

        return state;
    }

    private TileState Load(ReadOnlySpan<double> points)
    {
        int d = network.Inputs;
        int count = points.Length / d;
        Lanes* data = arena.Take(d * Columns);
        double* scalar = (double*)data;
        for (int p = 0; p < TilePoints; p++)
        {
            // Lanes without a point repeat the last one, so that they cannot raise a false alarm.
            ReadOnlySpan<double> x = points.Slice(Math.Min(p, count - 1) * d, d);
            double* lane = scalar + (p / LaneCount * d * LaneCount) + (p % LaneCount);
            for (int j = 0; j < d; j++)
            {
                lane[j * LaneCount] = x[j];
            }
        }

        return new TileState(data, d, true);
    }

    private TileState ApplyAffine(Affine affine, TileState state, Lanes* target)
    {
        int rows = affine.Weight.Rows;
        int inner = affine.Weight.Columns;
        int tail = OffsetColumns + MapColumns;
        fixed (double* weight = affine.Weight.Values)
        fixed (double* bias = affine.Bias.AsSpan())
        {
            if (!state.IsIdentity)
            {
                int biased = ValueColumns + OffsetColumns;
                WeightProduct.Multiply(weight, rows, inner, bias, state.Data, target, biased);
                WeightProduct.Multiply(weight, rows, inner, null, state.Data + (biased * inner), target + (biased * rows), MapColumns);
                return new TileState(target, rows, false);
            }

            WeightProduct.Multiply(weight, rows, inner, bias, state.Data, target, ValueColumns);
            if (tail == 0)
            {
                return new TileState(target, rows, true);
            }

            Lanes* column = target + (ValueColumns * rows);
            for (int c = 0; c < OffsetColumns; c++, column += rows)
            {
                for (int i = 0; i < rows; i++)
                {
                    column[i] = Vector512.Create(bias[i]);
                }
            }

            for (int c = 0; c < MapColumns; c++, column += rows)
            {
                int j = c / Groups;
                for (int i = 0; i < rows; i++)
                {
                    column[i] = Vector512.Create(weight[(i * inner) + j]);
                }
            }

            return new TileState(target, rows, false);
        }
    }

    private TileState ApplyElementwise(Elementwise layer, TileState state, Lanes* target)
    {
        int width = state.Width;
        int length = width * Groups;
        Copy(state, target, ValueColumns);
        Suspect(target, length);
        if (!withMap)
        {
            ActivationSlopes.Values(layer, width, new Span<double>(target, length * LaneCount));
            return new TileState(target, width, state.IsIdentity);
        }

        Lanes* slopes = SlopesFor(length);
        ActivationSlopes.ValuesAndSlopes(
            layer, form, width, new Span<double>(target, length * LaneCount), new Span<double>(slopes, length * LaneCount));
        TileState source = state.IsIdentity ? WithIdentity(state, target) : state;
        Lanes* from = source.Data + (ValueColumns * width);
        Lanes* to = target + (ValueColumns * width);
        if (OffsetColumns > 0)
        {
            for (int e = 0; e < length; e++)
            {
                to[e] = slopes[e] * from[e];
            }

            if (form == AffineForm.Secant)
            {
                AddShift(layer, width, to);
            }

            from += length;
            to += length;
        }

        for (int c = 0; c < MapColumns; c += Groups, from += length, to += length)
        {
            for (int e = 0; e < length; e++)
            {
                to[e] = slopes[e] * from[e];
            }
        }

        return new TileState(target, width, false);
    }

    /// <summary>Room for a layer's slopes: on the tape when the way back needs them.</summary>
    private Lanes* SlopesFor(int length)
    {
        if (!backward)
        {
            return arena.Take(length);
        }

        Lanes* slopes = tape!.Take(length);
        tapeEntries[tapeLength++] = (nint)slopes;
        return slopes;
    }

    private void AddShift(Elementwise layer, int width, Lanes* offset)
    {
        for (int g = 0; g < Groups; g++, offset += width)
        {
            for (int i = 0; i < width; i++)
            {
                offset[i] += Vector512.Create(layer[i].ValueAtZero);
            }
        }
    }

    /// <summary>h + g(h): values and offsets add, and so do the maps, the block's own A being I + A_g.</summary>
    private TileState Add(TileState block, TileState branch, Lanes* target)
    {
        int width = block.Width;
        bool identity = block.IsIdentity;
        if (identity && branch.IsIdentity && withMap)
        {
            block = branch = WithIdentity(branch, branch.Data);
            identity = false;
        }

        int summed = (identity ? ValueColumns : Columns) * width;
        for (int e = 0; e < summed; e++)
        {
            target[e] = block.Data[e] + branch.Data[e];
        }

        if (!identity || !withMap)
        {
            return new TileState(target, width, identity);
        }

        int total = Columns * width;
        for (int e = summed; e < total; e++)
        {
            target[e] = branch.Data[e];
        }

        AddToDiagonal(target, width);
        return new TileState(target, width, false);
    }

    private void AddToDiagonal(Lanes* data, int width)
    {
        Lanes* map = data + ((ValueColumns + OffsetColumns) * width);
        for (int c = 0; c < MapColumns; c++)
        {
            map[(c * width) + (c / Groups)] += Lanes.One;
        }
    }

    /// <summary>Writes A = I and c = 0 into <paramref name="target"/>, whose values must be in place or in <paramref name="state"/>.</summary>
    private TileState WithIdentity(TileState state, Lanes* target)
    {
        int width = state.Width;
        new Span<Lanes>(target + (ValueColumns * width), (OffsetColumns + MapColumns) * width).Clear();
        AddToDiagonal(target, width);
        return new TileState(target, width, false);
    }

    /// <summary>The state with its identity written out, so that code outside the layers need not know of the short form.</summary>
    internal TileState Materialised(TileState state)
    {
        if (!state.IsIdentity || !withMap)
        {
            return state;
        }

        // Every state has room for all its columns; only the input's lie in memory that Load took in full.
        return WithIdentity(state, state.Data);
    }

    private static void Copy(TileState state, Lanes* target, int columns)
    {
        if (state.Data != target)
        {
            long bytes = (long)columns * state.Width * sizeof(Lanes);
            Buffer.MemoryCopy(state.Data, target, bytes, bytes);
        }
    }

    /// <summary>Remembers whether a number that is not finite went by: x − x is 0 for finite x only.</summary>
    private void Suspect(Lanes* data, int length)
    {
        Lanes seen = suspicion;
        for (int e = 0; e < length; e++)
        {
            seen += data[e] - data[e];
        }

        suspicion = seen;
    }

    private void Store(TileState input, TileState output, int count, Span<double> values, Span<double> linear, Span<double> offsets)
    {
        int m = output.Width;
        int d = network.Inputs;
        Lanes* h = output.Data;
        Suspect(h, m * Columns);
        Unpack(h, m, count, values);
        if (!withMap)
        {
            return;
        }

        if (backward)
        {
            StorePulled(input, output, count, linear, offsets);
            return;
        }

        Lanes* map = h + ((ValueColumns + OffsetColumns) * m);
        Lanes* offset = h + (ValueColumns * m);
        if (form == AffineForm.Tangent)
        {
            offset = arena.Take(Groups * m);
            for (int e = 0; e < Groups * m; e++)
            {
                offset[e] = h[e];
            }

            for (int j = 0; j < d; j++)
            {
                for (int g = 0; g < Groups; g++)
                {
                    Lanes x = -input.Data[(g * d) + j];
                    Lanes* column = map + (((j * Groups) + g) * m);
                    for (int i = 0; i < m; i++)
                    {
                        offset[(g * m) + i] = Vector512.FusedMultiplyAdd(column[i], x, offset[(g * m) + i]);
                    }
                }
            }

            Suspect(offset, Groups * m);
        }

        Unpack(offset, m, count, offsets);
        fixed (double* rows = linear)
        {
            for (int p = 0; p < count; p += LaneCount)
            {
                Lanes* columns = map + (p / LaneCount * m);
                for (int i = 0; i < m; i++)
                {
                    LaneTranspose.Scatter(
                        columns + i, (nint)m * Groups, d, rows + ((nint)p * m * d) + ((nint)i * d), (nint)m * d, Math.Min(LaneCount, count - p));
                }
            }
        }
    }

    private static void Unpack(Lanes* columns, int width, int count, Span<double> rows)
    {
        double* scalar = (double*)columns;
        for (int p = 0; p < count; p++)
        {
            double* lane = scalar + ((long)(p / LaneCount) * width * LaneCount) + (p % LaneCount);
            for (int i = 0; i < width; i++)
            {
                rows[(p * width) + i] = lane[i * LaneCount];
            }
        }
    }
}
