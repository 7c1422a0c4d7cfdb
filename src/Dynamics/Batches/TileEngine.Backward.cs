using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>
/// Accumulation of A from the output side, G_l = G_{l+1} W Λ: as many columns as the network has outputs instead of inputs. The forward pass then carries the
/// values and offsets only and leaves every layer's slopes on a tape.
/// </summary>
internal sealed unsafe partial class TileEngine
{
    /// <summary>By how much the backward way must be cheaper, for the tape it needs.</summary>
    private const double BackwardMargin = 0.9;

    private readonly bool backward;
    private readonly LaneArena? tape;
    private readonly nint[] tapeEntries = [];
    private readonly Dictionary<Affine, double[]> transposed = [];
    private int tapeLength;

    private int BackwardColumns => backward ? Groups * network.Outputs : 0;

    private static bool PrefersBackward(Network network)
    {
        (long products, int activations, _) = Measure(network);
        if (activations == 0 || ContainsFlow(network))
        {
            return false;
        }

        // The first product of either way starts from the identity and costs nothing.
        long first = network.Layers[0] is Affine head ? (long)head.Weight.Rows * head.Weight.Columns : 0;
        long last = network.Layers[^1] is Affine tail ? (long)tail.Weight.Rows * tail.Weight.Columns : 0;
        return network.Outputs * (double)(products - last) < BackwardMargin * network.Inputs * (products - first);
    }

    /// <summary>Multiplications of all products with one column, activation layers, and their units.</summary>
    private static (long Products, int Activations, long Units) Measure(Network net)
    {
        (long products, int activations, long units) = (0, 0, 0);
        for (int i = 0; i < net.Layers.Length; i++)
        {
            switch (net.Layers[i])
            {
                case Affine affine:
                    products += (long)affine.Weight.Rows * affine.Weight.Columns;
                    break;
                case Elementwise:
                    activations++;
                    units += net.Widths[i];
                    break;
                case Residual residual:
                    (long p, int a, long u) = Measure(residual.Branch);
                    products += p;
                    activations += a;
                    units += u;
                    break;
            }
        }

        return (products, activations, units);
    }

    private static Dictionary<Affine, double[]> Transposes(Network net)
    {
        Dictionary<Affine, double[]> all = new(ReferenceEqualityComparer.Instance);
        Add(net);
        return all;

        void Add(Network part)
        {
            foreach (Layer layer in part.Layers)
            {
                if (layer is Residual residual)
                {
                    Add(residual.Branch);
                }
                else if (layer is Affine affine)
                {
                    all[affine] = Transposed(affine.Weight);
                }
            }
        }
    }

    private static double[] Transposed(Matrix weight)
    {
        double[] values = new double[weight.Rows * weight.Columns];
        for (int i = 0; i < weight.Rows; i++)
        {
            ReadOnlySpan<double> row = weight.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                values[(j * weight.Rows) + i] = row[j];
            }
        }

        return values;
    }

    /// <summary>The state G = I before any layer: one column an output and group, of as many units as outputs.</summary>
    private TileState Accumulate()
    {
        int m = network.Outputs;
        TileState start = new(arena.Take(m * BackwardColumns), m, true);
        TileState end = Backward(network, start);
        return end.IsIdentity ? WithIdentityColumns(end.Data, m) : end;
    }

    /// <summary>Pulls G back through a network, in the memory discipline of <see cref="Forward"/>.</summary>
    private TileState Backward(Network net, TileState input)
    {
        int size = MaxWidth(net) * BackwardColumns;
        Lanes* first = arena.Take(size);
        Lanes* second = arena.Take(size);
        TileState state = input;
        for (int i = net.Layers.Length - 1; i >= 0; i--)
        {
            bool owned = state.Data == first || state.Data == second;
            Lanes* target = owned ? state.Data : first;
            nuint mark = arena.Mark;
            state = net.Layers[i] switch
            {
                Affine affine => PullThrough(affine, state, state.Data == first ? second : first),
                Elementwise => PullThroughSlopes(state, target),
                Residual residual => AddPulled(state, Backward(residual.Branch, state), target),
                _ => throw new InvalidOperationException("a flow accumulates forwards"),
            };
            arena.Release(mark);
        }

        return state;
    }

    private TileState PullThrough(Affine affine, TileState state, Lanes* target)
    {
        (int rows, int inner) = (affine.Weight.Columns, affine.Weight.Rows);
        if (!state.IsIdentity)
        {
            fixed (double* weight = transposed[affine])
            {
                WeightProduct.Multiply(weight, rows, inner, null, state.Data, target, BackwardColumns);
            }

            return new TileState(target, rows, false);
        }

        ReadOnlySpan<double> values = affine.Weight.Values;
        for (int c = 0; c < BackwardColumns; c++)
        {
            ReadOnlySpan<double> row = values.Slice(c / Groups * rows, rows);
            for (int j = 0; j < rows; j++)
            {
                target[((long)c * rows) + j] = Vector512.Create(row[j]);
            }
        }

        return new TileState(target, rows, false);
    }

    private TileState PullThroughSlopes(TileState state, Lanes* target)
    {
        Lanes* slopes = (Lanes*)tapeEntries[--tapeLength];
        int width = state.Width;
        int length = width * Groups;
        if (state.IsIdentity)
        {
            state = WithIdentityColumns(target, width);
        }

        for (int c = 0; c < BackwardColumns; c += Groups)
        {
            long at = (long)c * width;
            for (int e = 0; e < length; e++)
            {
                target[at + e] = slopes[e] * state.Data[at + e];
            }
        }

        return new TileState(target, width, false);
    }

    private TileState AddPulled(TileState block, TileState branch, Lanes* target)
    {
        int width = block.Width;
        if (branch.IsIdentity)
        {
            // An empty branch: x + x.
            WithIdentityColumns(target, width);
            (block, branch) = (new TileState(target, width, false), new TileState(target, width, false));
        }

        long total = (long)BackwardColumns * width;
        for (long e = 0; e < total; e++)
        {
            target[e] = block.IsIdentity ? branch.Data[e] : block.Data[e] + branch.Data[e];
        }

        if (block.IsIdentity)
        {
            for (int c = 0; c < BackwardColumns; c++)
            {
                target[((long)c * width) + (c / Groups)] += Lanes.One;
            }
        }

        return new TileState(target, width, false);
    }

    private TileState WithIdentityColumns(Lanes* target, int width)
    {
        new Span<Lanes>(target, BackwardColumns * width).Clear();
        for (int c = 0; c < BackwardColumns; c++)
        {
            target[((long)c * width) + (c / Groups)] = Lanes.One;
        }

        return new TileState(target, width, false);
    }

    /// <summary>Writes A, and for the tangent form b = f(x) − A x, from G.</summary>
    private void StorePulled(TileState input, TileState output, int count, Span<double> linear, Span<double> offsets)
    {
        (int m, int d) = (network.Outputs, network.Inputs);
        Lanes* pulled = Accumulate().Data;
        Suspect(pulled, BackwardColumns * d);
        Lanes* offset = output.Data + (ValueColumns * m);
        if (form == AffineForm.Tangent)
        {
            offset = arena.Take(Groups * m);
            for (int g = 0; g < Groups; g++)
            {
                Lanes* x = input.Data + (g * d);
                for (int i = 0; i < m; i++)
                {
                    Lanes* row = pulled + ((long)((i * Groups) + g) * d);
                    Lanes sum = output.Data[(g * m) + i];
                    for (int j = 0; j < d; j++)
                    {
                        sum = Vector512.FusedMultiplyAdd(-row[j], x[j], sum);
                    }

                    offset[(g * m) + i] = sum;
                }
            }

            Suspect(offset, Groups * m);
        }

        Unpack(offset, m, count, offsets);
        fixed (double* rows = linear)
        {
            for (int p = 0; p < count; p += LaneCount)
            {
                for (int i = 0; i < m; i++)
                {
                    Lanes* row = pulled + ((long)((i * Groups) + (p / LaneCount)) * d);
                    LaneTranspose.Scatter(row, 1, d, rows + ((nint)p * m * d) + ((nint)i * d), (nint)m * d, Math.Min(LaneCount, count - p));
                }
            }
        }
    }
}
