using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>The slow second run that finds where a tile went wrong; the fast run only knows that it did.</summary>
internal sealed unsafe partial class TileEngine
{
    private Diagnosis? diagnosis;

    /// <summary>Runs the tile again with a look at every layer.</summary>
    /// <param name="points">The tile's points.</param>
    /// <param name="first">Index of the first of them, for the message.</param>
    /// <returns>One line that names the point and the layer.</returns>
    public string Explain(ReadOnlySpan<double> points, int first)
    {
        int count = points.Length / network.Inputs;
        diagnosis = new Diagnosis(this, count);
        nuint mark = arena.Mark;
        present = count;
        tapeLength = 0;
        tape?.Release(0);
        TileState input = Load(points);
        TileState output = Materialised(Forward(network, input));
        (int point, string what) = diagnosis.Finding ?? (FirstBad(output, count) is int p and >= 0 ? p : 0, "the affine map overflows");
        arena.Release(mark);
        diagnosis = null;
        return $"point {first + point}: {what}";
    }

    private int FirstBad(TileState state, int count)
    {
        int columns = state.IsIdentity ? ValueColumns : Columns;
        double* scalar = (double*)state.Data;
        for (int p = 0; p < count; p++)
        {
            for (int c = p / LaneCount; c < columns; c += Groups)
            {
                for (int i = 0; i < state.Width; i++)
                {
                    if (!double.IsFinite(scalar[((((long)c * state.Width) + i) * LaneCount) + (p % LaneCount)]))
                    {
                        return p;
                    }
                }
            }
        }

        return -1;
    }

    private sealed class Diagnosis(TileEngine engine, int count)
    {
        private readonly List<string> path = [];

        /// <summary>The first fault met, and its point within the tile.</summary>
        public (int Point, string What)? Finding { get; private set; }

        public void Enter(Layer layer, int index, TileState state)
        {
            string prefix = path.Count == 0 ? string.Empty : path[^1] + ".";
            path.Add($"{prefix}layers[{index}]");
            if (Finding is null && layer is Elementwise elementwise && engine.withMap && engine.form == AffineForm.Unshifted)
            {
                FindUndefinedSlope(elementwise, state);
            }
        }

        /// <summary>The layer that is being run failed at a point.</summary>
        public void Fail(int point, string what) => Finding ??= (point, $"{path[^1]}: {what}");

        public void Leave(TileState state)
        {
            if (Finding is null && engine.FirstBad(state, count) is int point and >= 0)
            {
                Finding = (point, $"{path[^1]}: the value or the affine map overflows, expected finite numbers");
            }

            path.RemoveAt(path.Count - 1);
        }

        private void FindUndefinedSlope(Elementwise layer, TileState state)
        {
            double* z = (double*)state.Data;
            for (int p = 0; p < count; p++)
            {
                for (int i = 0; i < state.Width; i++)
                {
                    long at = ((((long)(p / LaneCount) * state.Width) + i) * LaneCount) + (p % LaneCount);
                    if (z[at] == 0 && layer[i].ValueAtZero != 0)
                    {
                        Finding = (p, $"{path[^1]} unit {i}: the pre-activation is 0 and {layer[i].Name}(0) is not, so the unshifted slope is undefined; "
                            + "use the secant form");
                        return;
                    }
                }
            }
        }
    }
}
