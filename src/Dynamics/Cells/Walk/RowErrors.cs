using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// Bounds of the rounding error in the rows of a worker's frames, on the parts these are for: a running error analysis along the layers (Higham, Accuracy and
/// Stability of Numerical Algorithms, ch. 3). A sum of n products is off by at most n + 1 units of 2^-53 of the sum of their absolute values, and what was
/// wrong before is carried on by |W|. Computed when asked for, once a frame.
/// </summary>
internal sealed unsafe class RowErrors(WalkPath path)
{
    private readonly State[] states = [.. path.Plan.Levels.Select(_ => new State())];

    /// <summary>A bound of the error of a hyperplane's value, computed at a point of its frame's part that is given exactly.</summary>
    /// <param name="level">The level, or <see cref="WalkPlan.DomainLevel"/> for a halfspace.</param>
    /// <param name="plane">The hyperplane.</param>
    /// <param name="x">The point.</param>
    public double At(int level, int plane, ReadOnlySpan<double> x)
    {
        WalkFrame frame = path.Frame(level);
        int stride = path.PlaneStride(level);
        int d = x.Length;
        double magnitude = Math.Abs(frame.Planes[(d * stride) + plane]);
        for (int j = 0; j < d; j++)
        {
            magnitude += Math.Abs(frame.Planes[(j * stride) + plane] * x[j]);
        }

        double evaluation = (d + 3) * RoundingBound.Unit * magnitude;
        if (level < 0 || frame.IsExact[plane])
        {
            return evaluation;
        }

        WalkLevel at = path.Plan.Levels[level];
        return evaluation + Of(level).Error[at.Unit[plane]] + (RoundingBound.Unit * Math.Abs(at.At[plane]));
    }

    /// <summary>A bound of what is wrong with a hyperplane's row itself: of the difference it makes to the value at any point of its frame's part.</summary>
    /// <param name="level">The level, not the domain's.</param>
    /// <param name="plane">The hyperplane.</param>
    public double OfRow(int level, int plane)
    {
        WalkLevel at = path.Plan.Levels[level];
        return path.Frame(level).IsExact[plane] ? 0 : Of(level).Error[at.Unit[plane]] + (RoundingBound.Unit * Math.Abs(at.At[plane]));
    }

    /// <summary>How much a hyperplane's value can vary over the box around the origin that its frame's part reaches.</summary>
    /// <param name="level">The level.</param>
    /// <param name="plane">The hyperplane.</param>
    public double Variation(int level, int plane)
    {
        WalkFrame frame = path.Frame(level);
        int stride = path.PlaneStride(level);
        double value = 0;
        for (int j = 0; j < path.Plan.Dimension; j++)
        {
            value += Math.Abs(frame.Planes[(j * stride) + plane]) * frame.Reach[j];
        }

        return value;
    }

    /// <summary>For each hyperplane of a level a bound of the error of its value, computed at any point of its frame's part.</summary>
    /// <param name="level">The level.</param>
    /// <param name="margins">Receives the bounds.</param>
    public void CopyTo(int level, double* margins)
    {
        WalkLevel at = path.Plan.Levels[level];
        double[] error = Of(level).Error;
        for (int h = 0; h < at.Planes; h++)
        {
            double evaluation = (path.Plan.Dimension + 2) * RoundingBound.Unit * LargestValue(level, h);
            margins[h] = evaluation + error[at.Unit[h]] + (RoundingBound.Unit * Math.Abs(at.At[h]));
        }
    }

    /// <summary>A bound of the values of all hyperplanes of a level on its frame's part.</summary>
    /// <param name="level">The level.</param>
    public double LargestValue(int level)
    {
        WalkFrame frame = path.Frame(level);
        int stride = path.PlaneStride(level);
        int d = path.Plan.Dimension;
        Vector512<double> largest = default;
        for (int h = 0; h < stride; h += 8)
        {
            Vector512<double> value = Vector512.Abs(Vector512.Load(frame.Planes + (d * stride) + h));
            for (int j = 0; j < d; j++)
            {
                Vector512<double> a = Vector512.Abs(Vector512.Load(frame.Planes + (j * stride) + h));
                value = Vector512.FusedMultiplyAdd(a, Vector512.Create(frame.Reach[j]), value);
            }

            largest = Vector512.MaxNative(largest, value);
        }

        double result = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            result = Math.Max(result, largest.GetElement(lane));
        }

        return result;
    }

    private double LargestValue(int level, int plane)
    {
        WalkFrame frame = path.Frame(level);
        int stride = path.PlaneStride(level);
        int d = path.Plan.Dimension;
        double value = Math.Abs(frame.Planes[(d * stride) + plane]);
        for (int j = 0; j < d; j++)
        {
            value += Math.Abs(frame.Planes[(j * stride) + plane]) * frame.Reach[j];
        }

        return value;
    }

    private State Of(int level)
    {
        State state = states[level];
        if (state.Stamp != path.Frame(level).Stamp)
        {
            Compute(level, state);
            state.Stamp = path.Frame(level).Stamp;
        }

        return state;
    }

    private void Compute(int level, State state)
    {
        var reach = new ReadOnlySpan<double>(path.Frame(level).Reach, path.Plan.Dimension);
        (double[] error, double[] magnitude) = level == 0 ? (new double[reach.Length], reach.ToArray()) : Units(level - 1, reach);
        state.Blocks = level == 0 ? [] : [.. states[level - 1].Blocks];
        for (int step = level == 0 ? 0 : path.Plan.Levels[level - 1].Step + 1; step < path.Plan.Levels[level].Step; step++)
        {
            switch (path.Plan.Program.Steps[step])
            {
                case ProgramStep.Linear linear:
                    (error, magnitude) = Through(linear, error, magnitude);
                    break;
                case ProgramStep.Enter:
                    state.Blocks.Add((error, magnitude));
                    break;
                default:
                    (double[] kept, double[] keptMagnitude) = state.Blocks[^1];
                    state.Blocks.RemoveAt(state.Blocks.Count - 1);
                    magnitude = [.. magnitude.Zip(keptMagnitude, (a, b) => a + b)];
                    error = [.. error.Zip(kept, (a, b) => a + b).Zip(magnitude, (e, m) => e + (RoundingBound.Unit * m))];
                    break;
            }
        }

        state.Error = error;
    }

    /// <summary>Error and magnitude of what the units of a level give on a part inside the frame's, on which the pieces are known.</summary>
    private (double[] Error, double[] Magnitude) Units(int index, ReadOnlySpan<double> reach)
    {
        WalkLevel level = path.Plan.Levels[index];
        WalkFrame frame = path.Frame(index);
        double[] before = Of(index).Error;
        double[] error = new double[level.Units.Length];
        double[] magnitude = new double[error.Length];
        for (int u = 0; u < error.Length; u++)
        {
            AffinePiece piece = level.Units[u].Pieces[path.Pattern[level.FirstUnit + u]];
            double row = Math.Abs(frame.Rows[(reach.Length * level.Stride) + u]);
            for (int j = 0; j < reach.Length; j++)
            {
                row += Math.Abs(frame.Rows[(j * level.Stride) + u]) * reach[j];
            }

            double slope = Math.Abs(piece.Slope);
            magnitude[u] = (slope * row) + Math.Abs(piece.Intercept);
            error[u] = (slope * before[u]) + (2 * RoundingBound.Unit * magnitude[u]);
        }

        return (error, magnitude);
    }

    private static (double[] Error, double[] Magnitude) Through(ProgramStep.Linear linear, double[] error, double[] magnitude)
    {
        double[] nextError = new double[linear.Rows];
        double[] nextMagnitude = new double[linear.Rows];
        for (int i = 0; i < linear.Rows; i++)
        {
            ReadOnlySpan<double> row = linear.Weight.AsSpan(i * linear.Columns, linear.Columns);
            double e = 0;
            double m = Math.Abs(linear.Bias[i]);
            int k = 0;
            Vector512<double> es = default;
            Vector512<double> ms = default;
            for (; k + 8 <= row.Length; k += 8)
            {
                Vector512<double> w = Vector512.Abs(Vector512.Create(row[k..]));
                es = Vector512.FusedMultiplyAdd(w, Vector512.Create(error, k), es);
                ms = Vector512.FusedMultiplyAdd(w, Vector512.Create(magnitude, k), ms);
            }

            e += Vector512.Sum(es);
            m += Vector512.Sum(ms);
            for (; k < row.Length; k++)
            {
                double w = Math.Abs(row[k]);
                e += w * error[k];
                m += w * magnitude[k];
            }

            nextMagnitude[i] = m;
            nextError[i] = e + ((linear.Columns + 1) * RoundingBound.Unit * m);
        }

        return (nextError, nextMagnitude);
    }

    private sealed class State
    {
        public long Stamp { get; set; }

        public double[] Error { get; set; } = [];

        public List<(double[] Error, double[] Magnitude)> Blocks { get; set; } = [];
    }
}
