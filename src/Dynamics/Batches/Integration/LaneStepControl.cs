using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Flows;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches.Integration;

/// <summary>
/// The formulas of <see cref="StepControl"/> for eight trajectories at once. Errors come as squares and are remembered as logarithms, since the powers of the
/// proportional–integral controller are then one exponential.
/// </summary>
internal readonly struct LaneStepControl(StepControl control)
{
    private readonly Lanes proportional = Vector512.Create(control.Proportional);
    private readonly Lanes integral = Vector512.Create(control.Integral);
    private readonly Lanes absolute = Vector512.Create(control.AbsoluteTolerance);
    private readonly Lanes relative = Vector512.Create(control.RelativeTolerance);

    /// <summary>ln of the error remembered before the first step.</summary>
    public static double FirstMemory => Math.Log(StepControl.LeastRememberedError);

    /// <summary>atol + rtol · max(|y|, |ŷ|).</summary>
    public Lanes Scale(Lanes before, Lanes after) =>
        Vector512.FusedMultiplyAdd(relative, Vector512.MaxNative(Vector512.Abs(before), Vector512.Abs(after)), absolute);

    /// <summary>By what the step is multiplied.</summary>
    /// <param name="squaredError">The square of the scaled error; NaN or infinite for a step that is no good at all.</param>
    /// <param name="kept">The lanes whose step is kept.</param>
    /// <param name="afterRejection">The lanes whose last attempt was rejected.</param>
    /// <param name="memory">ln of the remembered errors; becomes those of the kept steps.</param>
    public Lanes Factor(Lanes squaredError, Lanes kept, Lanes afterRejection, ref Lanes memory)
    {
        Lanes number = Vector512.LessThan(squaredError, Vector512.Create(double.PositiveInfinity));
        Lanes logarithm = Vector512.Create(0.5) * Logarithm(Vector512.ConditionalSelect(number, squaredError, Lanes.One));
        Lanes exponent = -proportional * logarithm;
        exponent = Vector512.ConditionalSelect(kept, Vector512.FusedMultiplyAdd(integral, memory, exponent), exponent);
        Lanes factor = Vector512.Create(StepControl.Safety) * Exponential.Exp(new Lanes8(exponent), new Lanes8(Lanes.Zero)).Vector;
        Lanes most = Vector512.ConditionalSelect(kept & ~afterRejection, Vector512.Create(StepControl.LargestFactor), Lanes.One);
        factor = Vector512.MaxNative(Vector512.MinNative(factor, most), Vector512.Create(StepControl.LeastFactor));
        memory = Vector512.ConditionalSelect(kept, Vector512.MaxNative(logarithm, Vector512.Create(FirstMemory)), memory);
        return Vector512.ConditionalSelect(number, factor, Vector512.Create(StepControl.LeastFactor));
    }

    /// <summary>The least steps at times t (<see cref="StepControl.LeastStep"/>).</summary>
    public static Lanes LeastStep(Lanes time)
    {
        Lanes above = (time.AsInt64() + Vector512<long>.One).AsDouble();
        return Vector512.Max(Vector512.Create(16.0) * (above - time), Vector512.Create(1e-290));
    }

    /// <summary>
    /// ln x for x ≥ 0; −709 or less for 0 and subnormal numbers. The library's vector functions give a lane other bits when a neighbour is special, and steps must not
    /// depend on neighbours.
    /// </summary>
    private static Lanes Logarithm(Lanes x)
    {
        // x = 2^k m with √½ ≤ m < √2.
        Vector512<long> offset = x.AsInt64() - Vector512.Create(0x3FE6A09E667F3BCD);
        Vector512<long> k = Vector512.ShiftRightArithmetic(offset, 52);
        Lanes m = (x.AsInt64() - Vector512.ShiftLeft(k, 52)).AsDouble();
        Lanes log = Activations.Elementary.Logarithm.Log1p(new Lanes8(m - Lanes.One)).Vector;
        return Vector512.FusedMultiplyAdd(Vector512.ConvertToDouble(k), Vector512.Create(0.6931471805599453), log);
    }
}
