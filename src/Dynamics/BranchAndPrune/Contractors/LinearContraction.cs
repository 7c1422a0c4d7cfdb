using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Contractors;

/// <summary>
/// From 0 ∈ A(x − c) + G[−1,1]^m + rest and C ≈ A⁻¹ it follows that x ∈ c − C·rest − (C G)[−1,1]^m + (I − C A)(x − c). One inverse and two products of real
/// matrices a box; C G is formed before moduli are taken, so that errors shared by the equations cancel.
/// </summary>
internal sealed class LinearContraction
{
    private readonly ILinearlyEnclosedSystem system;
    private readonly int n;
    private readonly int m;
    private readonly int stride;
    private readonly int sharedStride;
    private readonly double gamma;
    private readonly double[] matrix;
    private readonly double[] shared;
    private readonly Interval[] rest;
    private readonly CentredBox box;
    private readonly Inverse inverse;
    private readonly double[] padded;
    private readonly double[] c;
    private readonly double[] residual;
    private readonly double[] paddedShared;
    private readonly double[] product;
    private readonly double[] middle;
    private readonly double[] error;

    public LinearContraction(ILinearlyEnclosedSystem system)
    {
        this.system = system;
        (n, m) = (system.Dimension, system.SharedErrors);
        (stride, sharedStride) = (Lanes.Stride(n), Lanes.Stride(m));
        gamma = RoundingBound.Of(n + m);
        matrix = new double[n * n];
        shared = new double[n * m];
        rest = new Interval[n];
        box = new CentredBox(n);
        inverse = new Inverse(n);
        padded = new double[n * stride];
        c = new double[n * stride];
        residual = new double[n * stride];
        paddedShared = new double[n * sharedStride];
        product = new double[n * sharedStride];
        middle = new double[stride];
        error = new double[stride];
    }

    /// <summary>Narrows the box.</summary>
    public Outcome Contract(Span<Interval> axes)
    {
        box.Load(axes);
        if (!system.LinearEnclosure(axes, box.Centre.AsSpan(0, n), matrix, shared, rest))
        {
            return Outcome.Unchanged;
        }

        for (int i = 0; i < n; i++)
        {
            matrix.AsSpan(i * n, n).CopyTo(padded.AsSpan(i * stride));
            middle[i] = rest[i].Midpoint;
            error[i] = (Math.Max(rest[i].Upper - middle[i], middle[i] - rest[i].Lower) * (1 + (2 * RoundingBound.Unit))) + RoundingBound.Underflow;
        }

        padded.CopyTo(c, 0);
        if (!inverse.Replace(c))
        {
            return Outcome.Unchanged;
        }

        Lanes.Multiply(c, stride, n, n, padded, stride, residual);
        if (m > 0)
        {
            for (int i = 0; i < n; i++)
            {
                shared.AsSpan(i * m, m).CopyTo(paddedShared.AsSpan(i * sharedStride));
            }

            Lanes.Multiply(c, stride, n, n, paddedShared, sharedStride, product);
        }

        for (int j = 0; j < n; j++)
        {
            double rounded = Math.Abs(middle[j]) + Lanes.DotModulus(padded, j * stride, box.Radius, stride);
            rounded += m > 0 ? Lanes.SumModulus(paddedShared, j * sharedStride, sharedStride) : 0;
            error[j] += 2 * gamma * rounded;
        }

        return Intersect(axes);
    }

    private Outcome Intersect(Span<Interval> axes)
    {
        Outcome outcome = Outcome.Unchanged;
        for (int i = 0; i < n; i++)
        {
            residual[(i * stride) + i] -= 1;
            double shift = Lanes.Dot(c, i * stride, middle, stride);
            double spread = Lanes.DotModulus(c, i * stride, error, stride) + Lanes.DotModulus(residual, i * stride, box.Radius, stride);
            spread += m > 0 ? Lanes.SumModulus(product, i * sharedStride, sharedStride) : 0;
            double centre = box.Centre[i] - shift;
            double half = (spread * (1 + (4 * gamma))) + (4 * RoundingBound.Unit * (Math.Abs(centre) + Math.Abs(shift) + box.Radius[i])) + (RoundingBound.Underflow * (1 + box.Radius[i]));
            if (!Narrowing.Intersect(ref axes[i], centre - half, centre + half, ref outcome))
            {
                return Outcome.Empty;
            }
        }

        return outcome;
    }
}
