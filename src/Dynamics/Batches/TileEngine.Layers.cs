using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Batches.Integration;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>What each layer makes of the state of a tile.</summary>
internal sealed unsafe partial class TileEngine
{
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
            if (diagnosis is null && MapColumns > 0 && net.Layers[i] is Affine before && i + 1 < net.Layers.Length && net.Layers[i + 1] is Elementwise after)
            {
                state = ApplyAffineAndElementwise(before, after, state, state.Data == first ? second : first);
                arena.Release(mark);
                i++;
                continue;
            }

            state = net.Layers[i] switch
            {
                Affine affine => ApplyAffine(affine, state, state.Data == first ? second : first),
                Elementwise elementwise => ApplyElementwise(elementwise, state, target),
                Residual residual => Add(state, Forward(residual.Branch, state), target),
                Flow flow => Integrate(flow, state, target),
                _ => throw new InvalidOperationException("the set of layers is closed"),
            };
            arena.Release(mark);
            diagnosis?.Leave(state);
        }

        return state;
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

    /// <summary>
    /// An affine layer and the activation after it in one pass over the map's columns: values first, as they decide the slopes, then every column block is
    /// scaled while it is still in the first-level cache.
    /// </summary>
    private TileState ApplyAffineAndElementwise(Affine affine, Elementwise activation, TileState state, Lanes* target)
    {
        int rows = affine.Weight.Rows;
        int inner = affine.Weight.Columns;
        int length = rows * Groups;
        int carried = ValueColumns + OffsetColumns;
        Lanes* slopes = arena.Take(length);
        fixed (double* weight = affine.Weight.Values)
        fixed (double* bias = affine.Bias.AsSpan())
        {
            WeightProduct.Multiply(weight, rows, inner, bias, state.Data, target, state.IsIdentity ? ValueColumns : carried);
            Suspect(target, length);
            ActivationSlopes.ValuesAndSlopes(
                activation, form, rows, new Span<double>(target, length * LaneCount), new Span<double>(slopes, length * LaneCount));
            if (OffsetColumns > 0)
            {
                Lanes* offset = target + length;
                for (int e = 0; e < length; e++)
                {
                    offset[e] = slopes[e] * (state.IsIdentity ? Vector512.Create(bias[e % rows]) : offset[e]);
                }

                if (form == AffineForm.Secant)
                {
                    AddShift(activation, rows, offset);
                }
            }

            Lanes* from = state.Data + ((long)carried * inner);
            Lanes* to = target + ((long)carried * rows);
            const int block = 3;
            for (int c = 0; c < MapColumns; c += block)
            {
                int some = Math.Min(block, MapColumns - c);
                if (!state.IsIdentity)
                {
                    WeightProduct.Multiply(weight, rows, inner, null, from + ((long)c * inner), to + ((long)c * rows), some);
                }

                for (int k = c; k < c + some; k++)
                {
                    Lanes* column = to + ((long)k * rows);
                    Lanes* slope = slopes + (k % Groups * rows);
                    if (state.IsIdentity)
                    {
                        double* entry = weight + (k / Groups);
                        for (int i = 0; i < rows; i++, entry += inner)
                        {
                            column[i] = slope[i] * Vector512.Create(*entry);
                        }
                    }
                    else
                    {
                        for (int i = 0; i < rows; i++)
                        {
                            column[i] *= slope[i];
                        }
                    }
                }
            }
        }

        return new TileState(target, rows, false);
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

    /// <summary>The time-T map of a flow layer at the points of the tile, its derivative applied to A.</summary>
    private TileState Integrate(Flow flow, TileState state, Lanes* target)
    {
        state = Materialised(state);
        FlowLayer layer = flows[flow];
        layer.Integrate(state.Data, target, state.Width, Groups, Columns / Groups, present);
        if (diagnosis is not null && layer.FirstFailure is (int point, FlowFailure failure))
        {
            diagnosis.Fail(point, failure.Message);
        }

        return new TileState(target, state.Width, false);
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
}
