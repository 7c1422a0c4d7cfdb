using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Inspectors.Probing;

/// <summary>Deterministic probe points. The generator (SplitMix64; Steele, Lea, Flood 2014) is ours, so that torch's random state stays as it was.</summary>
internal static class ProbePoints
{
    /// <summary>The origin, then uniform points in [−radius, radius]^dimension, then the user's.</summary>
    public static Matrix Create(int dimension, InspectionOptions options)
    {
        if (options.Probes < 2 || !double.IsFinite(options.ProbeRadius) || options.ProbeRadius <= 0)
        {
            throw new InvalidInputException($"probes: {options.Probes} points of radius {options.ProbeRadius}, expected at least 2 and a positive radius");
        }

        int extra = 0;
        if (options.ProbePoints is { } own)
        {
            if (own.Columns != dimension)
            {
                throw new InvalidInputException($"probe points: have {own.Columns} numbers each, the module takes {dimension}");
            }

            extra = own.Rows;
        }

        double[] values = new double[(options.Probes + extra) * dimension];
        ulong state = (ulong)options.ProbeSeed;
        for (int i = dimension; i < options.Probes * dimension; i++)
        {
            values[i] = options.ProbeRadius * ((2 * NextUnit(ref state)) - 1);
        }

        options.ProbePoints?.Values.CopyTo(values.AsSpan(options.Probes * dimension));
        return new Matrix(options.Probes + extra, dimension, values);
    }

    /// <summary>Uniform in [0, 1) with 24 bits, so that float32 holds it exactly.</summary>
    internal static double NextUnit(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (z >> 40) * (1.0 / (1 << 24));
    }
}
