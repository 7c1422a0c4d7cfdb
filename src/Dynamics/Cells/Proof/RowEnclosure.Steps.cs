using System.Numerics;
using System.Runtime.InteropServices;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <content>The steps of the program.</content>
internal sealed partial class RowEnclosure
{
    private void Apply(ProgramStep.Linear linear)
    {
        double gamma = (linear.Columns + 2) * Unit;
        Span<Vector<double>> h = Vectors(value, linear.Columns);
        Span<Vector<double>> g = Vectors(error, linear.Columns);
        Vector<double> spread = new(gamma);
        for (int i = 0; i < h.Length; i++)
        {
            g[i] += spread * (Vector.Abs(h[i]) + g[i]);
        }

        int lanes = Stride / Vector<double>.Count;
        Span<Vector<double>> z = Vectors(next, linear.Rows);
        Span<Vector<double>> e = Vectors(nextError, linear.Rows);
        for (int i = 0; i < linear.Rows; i++)
        {
            ReadOnlySpan<double> weights = linear.Weight.AsSpan(i * linear.Columns, linear.Columns);
            next.AsSpan(i * Stride, Stride).Clear();
            next[(i * Stride) + Dimension] = linear.Bias[i];
            nextError.AsSpan(i * Stride, Stride).Clear();
            nextError[(i * Stride) + Dimension] = gamma * Math.Abs(linear.Bias[i]);
            for (int lane = 0; lane < lanes; lane++)
            {
                Vector<double> sum = z[(i * lanes) + lane];
                Vector<double> bound = e[(i * lanes) + lane];
                for (int j = 0, at = lane; j < weights.Length; j++, at += lanes)
                {
                    Vector<double> w = new(weights[j]);
                    sum = Vector.FusedMultiplyAdd(w, h[at], sum);
                    bound = Vector.FusedMultiplyAdd(Vector.Abs(w), g[at], bound);
                }

                z[(i * lanes) + lane] = sum;
                e[(i * lanes) + lane] = (bound * new Vector<double>(1 + gamma)) + new Vector<double>(Tiny);
            }
        }

        (value, next) = (next, value);
        (error, nextError) = (nextError, error);
    }

    private void Apply(ProgramStep.Pieces layer, ReadOnlySpan<byte> pattern)
    {
        int count = layer.Units.Length * Stride;
        value.AsSpan(0, count).CopyTo(Rows.AsSpan(layer.FirstUnit * Stride));
        error.AsSpan(0, count).CopyTo(Errors.AsSpan(layer.FirstUnit * Stride));
        for (int i = 0; i < layer.Units.Length; i++)
        {
            int place = layer.FirstUnit + i;
            int piece = pattern[place];
            double[] breakpoints = units[place].Breakpoints;
            Lower[place] = piece > 0 ? breakpoints[piece - 1] : double.NegativeInfinity;
            Upper[place] = piece < breakpoints.Length ? breakpoints[piece] : double.PositiveInfinity;
            Bend(value.AsSpan(i * Stride, Stride), error.AsSpan(i * Stride, Stride), pieces[place], piece);
        }
    }

    private void Bend(Span<double> z, Span<double> e, BoundedPieces unit, int piece)
    {
        double slope = unit.Slopes[piece];
        double intercept = unit.Intercepts[piece];
        double slopeError = unit.SlopeErrors[piece];
        double interceptError = unit.InterceptErrors[piece];
        if (slope == 1 && intercept == 0 && slopeError == 0 && interceptError == 0)
        {
            return;
        }

        if (slope == 0 && slopeError == 0)
        {
            z.Clear();
            e.Clear();
            (z[Dimension], e[Dimension]) = (intercept, interceptError);
            return;
        }

        for (int lane = 0; lane < z.Length; lane++)
        {
            double constant = lane == Dimension ? Math.Abs(intercept) : 0;
            double size = Math.Abs(slope * z[lane]) + constant;
            double spread = (Math.Abs(slope) * e[lane]) + (slopeError * (Math.Abs(z[lane]) + e[lane])) + (lane == Dimension ? interceptError : 0);
            z[lane] = (slope * z[lane]) + (lane == Dimension ? intercept : 0);
            e[lane] = (spread * (1 + (4 * Unit))) + (2 * Unit * size) + Tiny;
        }
    }

    private void Add(double[] otherValue, double[] otherError, int width)
    {
        Span<Vector<double>> h = Vectors(value, width);
        Span<Vector<double>> e = Vectors(error, width);
        Span<Vector<double>> h2 = Vectors(otherValue, width);
        Span<Vector<double>> e2 = Vectors(otherError, width);
        for (int i = 0; i < h.Length; i++)
        {
            h[i] += h2[i];
            e[i] = ((e[i] + e2[i]) * new Vector<double>(1 + (4 * Unit))) + (Vector.Abs(h[i]) * new Vector<double>(2 * Unit));
        }
    }

    private Span<Vector<double>> Vectors(double[] memory, int rows) => MemoryMarshal.Cast<double, Vector<double>>(memory.AsSpan(0, rows * Stride));
}
