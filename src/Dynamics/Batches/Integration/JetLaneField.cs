using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// The right-hand side of the variational equations of second order: x ↦ f(x), X_j ↦ Df X_j, Y_jk ↦ Df Y_jk + D²f[X_j, X_k] for j ≤ k, as columns of one state, pushed
/// through the layers together: every affine layer is one product, every activation has σ, σ′ and σ″ taken once.
/// </summary>
internal sealed unsafe class JetLaneField : LaneField
{
    private readonly Network network;
    private readonly int directions;
    private readonly LaneArena arena;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public JetLaneField(Network field, int directions)
    {
        (network, this.directions) = (field, directions);
        (Width, Columns) = (field.Inputs, 1 + directions + (directions * (directions + 1) / 2));
        arena = new LaneArena(VectorsFor(field));
    }

    public override void Evaluate(Lanes* state, Lanes* slope)
    {
        nuint mark = arena.Mark;
        Lanes* end = Forward(network, state);
        new Span<Lanes>(end, Size).CopyTo(new Span<Lanes>(slope, Size));
        arena.Release(mark);
    }

    public override void Dispose() => arena.Dispose();

    private static int MaxWidth(Network net)
    {
        int width = 0;
        foreach (int w in net.Widths)
        {
            width = Math.Max(width, w);
        }

        return width;
    }

    /// <summary>The height of the arena for a network: two states, and what the deepest layer needs beside them.</summary>
    private long VectorsFor(Network net)
    {
        long width = MaxWidth(net);
        long inner = 0;
        foreach (Layer layer in net.Layers)
        {
            inner = Math.Max(inner, layer switch
            {
                Residual residual => VectorsFor(residual.Branch),
                Flow => throw new InvalidInputException("second derivatives of a flow whose field holds a flow: not available; use order 1"),
                _ => 2 * width,
            });
        }

        return (2 * width * Columns) + inner;
    }

    /// <summary>Runs a network on columns that it does not modify; the result lives in the arena above the present mark, or is the input itself.</summary>
    private Lanes* Forward(Network net, Lanes* input)
    {
        int size = MaxWidth(net) * Columns;
        Lanes* first = arena.Take(size);
        Lanes* second = arena.Take(size);
        Lanes* state = input;
        for (int i = 0; i < net.Layers.Length; i++)
        {
            Lanes* target = state == first ? second : first;
            nuint mark = arena.Mark;
            switch (net.Layers[i])
            {
                case Affine affine:
                    Apply(affine, state, target);
                    break;
                case Elementwise elementwise:
                    Apply(elementwise, net.Widths[i], state, target);
                    break;
                case Residual residual:
                    Lanes* branch = Forward(residual.Branch, state);
                    for (int e = 0; e < net.Widths[i] * Columns; e++)
                    {
                        target[e] = state[e] + branch[e];
                    }

                    break;
                default:
                    throw new InvalidOperationException("the set of layers is closed");
            }

            arena.Release(mark);
            state = target;
        }

        return state;
    }

    private void Apply(Affine affine, Lanes* state, Lanes* target)
    {
        (int rows, int inner) = (affine.Weight.Rows, affine.Weight.Columns);
        fixed (double* weight = affine.Weight.Values)
        fixed (double* bias = affine.Bias.AsSpan())
        {
            WeightProduct.Multiply(weight, rows, inner, bias, state, target, 1);
            WeightProduct.Multiply(weight, rows, inner, null, state + inner, target + rows, Columns - 1);
        }
    }

    private void Apply(Elementwise layer, int width, Lanes* state, Lanes* target)
    {
        Lanes* slopes = arena.Take(width);
        Lanes* bends = arena.Take(width);
        int numbers = width * TileEngine.LaneCount;
        new Span<Lanes>(state, width).CopyTo(new Span<Lanes>(target, width));
        ActivationCurvatures.All(
            layer, new ReadOnlySpan<double>(state, numbers), new Span<double>(target, numbers), new Span<double>(slopes, numbers), new Span<double>(bends, numbers));
        for (int c = 1; c < Columns; c++)
        {
            for (int i = 0; i < width; i++)
            {
                target[(c * width) + i] = slopes[i] * state[(c * width) + i];
            }
        }

        Lanes* pair = target + ((1 + directions) * width);
        for (int j = 1; j <= directions; j++)
        {
            for (int k = j; k <= directions; k++, pair += width)
            {
                Lanes* u = state + (j * width);
                Lanes* v = state + (k * width);
                for (int i = 0; i < width; i++)
                {
                    pair[i] = Vector512.FusedMultiplyAdd(bends[i] * u[i], v[i], pair[i]);
                }
            }
        }
    }
}
