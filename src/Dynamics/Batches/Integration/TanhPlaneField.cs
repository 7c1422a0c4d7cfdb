using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// The planar field V tanh(W x + b) + c with nothing written between the layers: a unit's pre-activation, its tanh and its part of both outputs stay in registers.
/// Values alone. tanh is that of <see cref="TanhTable"/>.
/// </summary>
internal sealed unsafe class TanhPlaneField : LaneField
{
    private const int NumbersPerUnit = 5;

    private readonly LaneArena arena;
    // Bias and two weights of a hidden unit, in the table's units, then its weights in both outputs.
    private readonly double* units;
    private readonly int hidden;
    private readonly TanhTable table = TanhTable.Create();
    private readonly double firstBias;
    private readonly double secondBias;

    /// <summary>As long as neither coordinate is larger, no pre-activation leaves <see cref="TanhTable.Bound"/>.</summary>
    private readonly double radius;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public TanhPlaneField(Network field)
    {
        (Affine inner, Affine outer) = ((Affine)field.Layers[0], (Affine)field.Layers[2]);
        (Width, Columns) = (2, 1);
        hidden = inner.Weight.Rows;
        arena = new LaneArena(((NumbersPerUnit * hidden) + TileEngine.LaneCount - 1) / TileEngine.LaneCount);
        units = (double*)arena.Take(((NumbersPerUnit * hidden) + TileEngine.LaneCount - 1) / TileEngine.LaneCount);
        (double weight, double bias) = (0, 0);
        for (int i = 0; i < hidden; i++)
        {
            weight = Math.Max(weight, Math.Abs(inner.Weight[i, 0]) + Math.Abs(inner.Weight[i, 1]));
            bias = Math.Max(bias, Math.Abs(inner.Bias[i]));
            double* unit = units + (NumbersPerUnit * i);
            (unit[0], unit[1], unit[2]) = (TanhTable.Unit * inner.Bias[i], TanhTable.Unit * inner.Weight[i, 0], TanhTable.Unit * inner.Weight[i, 1]);
            (unit[3], unit[4]) = (outer.Weight[0, i], outer.Weight[1, i]);
        }

        radius = ((TanhTable.Bound / TanhTable.Unit) - bias) / weight;
        (firstBias, secondBias) = (outer.Bias[0], outer.Bias[1]);
    }

    /// <summary>Whether a network has this form, with weights that can be scaled, and the machine the instructions.</summary>
    public static bool Accepts(Network field) => TanhTable.IsSupported
        && field is { Inputs: 2, Outputs: 2, Layers: [Affine inner, Elementwise { IsUniform: true } layer, Affine] }
        && layer[0] is Tanh
        && CanBeScaled(inner.Weight.Values) && CanBeScaled(inner.Bias.AsSpan());

    public override void Evaluate(Lanes* state, Lanes* slope)
    {
        // Both ways give the same bits where both are allowed, and NaN for NaN, so that a lane does not feel which way its neighbours sent it.
        Lanes largest = Vector512.MaxNative(Vector512.Abs(state[0]), Vector512.Abs(state[1]));
        if (Vector512.LessThanOrEqualAll(largest, Vector512.Create(radius)))
        {
            Evaluate(state, slope, false);
        }
        else
        {
            Evaluate(state, slope, true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Evaluate(Lanes* state, Lanes* slope, bool saturate)
    {
        TanhTable tanh = table;
        (Lanes x, Lanes y) = (state[0], state[1]);
        (Lanes first, Lanes second) = (Vector512.Create(firstBias), Vector512.Create(secondBias));
        double* unit = units;
        for (double* end = unit + (NumbersPerUnit * hidden); unit < end; unit += NumbersPerUnit)
        {
            Lanes z = Fma(Vector512.Create(unit[2]), y, Fma(Vector512.Create(unit[1]), x, Vector512.Create(unit[0])));
            Lanes value = saturate ? tanh.At(z) : tanh.AtWithin(z);
            first = Fma(Vector512.Create(unit[3]), value, first);
            second = Fma(Vector512.Create(unit[4]), value, second);
        }

        (slope[0], slope[1]) = (first, second);
    }

    public override void Dispose() => arena.Dispose();

    private static bool CanBeScaled(ReadOnlySpan<double> numbers)
    {
        foreach (double x in numbers)
        {
            if (!double.IsFinite(TanhTable.Unit * x))
            {
                return false;
            }
        }

        return true;
    }

    private static Lanes Fma(Lanes a, Lanes b, Lanes c) => Vector512.FusedMultiplyAdd(a, b, c);
}
