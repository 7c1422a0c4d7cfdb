using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>Matrices into lanes.</summary>
internal sealed unsafe partial class SpectrumEngine
{
    /// <summary>Eight matrices into lanes, each divided by a power of two that brings its largest entry to about 1, the spare rows and column zero.</summary>
    private void Load(double* matrices, int g, int count)
    {
        nint size = (nint)rows * columns;
        Lanes half = Lanes.One;
        Lanes rest = Lanes.One;
        for (int p = 0; p < Eight; p++)
        {
            int exponent = p < count ? Exponent(new ReadOnlySpan<double>(matrices + (p * size), (int)size)) : 0;
            exponents[(g * Eight) + p] = exponent;

            // In two factors, as 2^1074 is no double.
            half = half.WithElement(p, Math.ScaleB(1, -exponent / 2));
            rest = rest.WithElement(p, Math.ScaleB(1, -exponent - (-exponent / 2)));
        }

        LaneMatrix target = new(tall + (g * Size), large, small, stride);
        new Span<Lanes>(target.Data, Size).Clear();
        for (int i = 0; i < rows; i++)
        {
            if (count == Eight)
            {
                LaneTranspose.Gather(matrices + ((nint)i * columns), size, columns, flat);
            }
            else
            {
                GatherSome(matrices + ((nint)i * columns), size, count);
            }

            bool upright = rows >= columns;
            Lanes* to = upright ? target.Row(i) : target.Data + i;
            int step = upright ? 1 : stride;
            for (int j = 0; j < columns; j++)
            {
                to[(nint)j * step] = flat[j] * half * rest;
            }
        }
    }

    private void GatherSome(double* row, nint distance, int count)
    {
        new Span<Lanes>(flat, columns).Clear();
        for (int p = 0; p < count; p++)
        {
            for (int j = 0; j < columns; j++)
            {
                ((double*)flat)[(j * Eight) + p] = row[(p * distance) + j];
            }
        }
    }

    /// <summary>The exponent that brings the largest entry to about 1.</summary>
    private static int Exponent(ReadOnlySpan<double> matrix)
    {
        Lanes largest = Lanes.Zero;
        int i = 0;
        for (; i + Eight <= matrix.Length; i += Eight)
        {
            largest = Vector512.Max(largest, Vector512.Abs(Vector512.Create(matrix.Slice(i, Eight))));
        }

        double all = 0;
        for (int p = 0; p < Eight; p++)
        {
            all = Math.Max(all, largest.GetElement(p));
        }

        for (; i < matrix.Length; i++)
        {
            all = Math.Max(all, Math.Abs(matrix[i]));
        }

        return all == 0 ? 0 : Math.ILogB(all);
    }

    /// <summary>Applies the isolating permutation to one lane, where there is one.</summary>
    private void Isolate(ReadOnlySpan<double> matrix, LaneMatrix h, int p)
    {
        if (!Isolation.Find(matrix, order))
        {
            return;
        }

        int exponent = exponents[p];
        double half = Math.ScaleB(1, -exponent / 2);
        double rest = Math.ScaleB(1, -exponent - (-exponent / 2));
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < rows; j++)
            {
                h.At(i, j, p % Eight) = matrix[(order[i] * rows) + order[j]] * half * rest;
            }
        }
    }
}
