using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Bounds;

/// <content>Slopes around a centre.</content>
public sealed partial class NetworkBounds
{
    private IntervalMatrix[]? centres;

    /// <summary>
    /// Encloses f(c) and matrices S with f(x) − f(c) ∈ S(x − c) for every x of the box; narrower than the Jacobian, as slopes of activations are.
    /// </summary>
    /// <param name="centre">c, one number an input; inside the box or not.</param>
    /// <param name="box">One interval an input.</param>
    /// <param name="centreValues">Receives enclosures of f(c), one an output; empty for none.</param>
    /// <param name="matrix">Receives outputs × inputs enclosures, row-major.</param>
    /// <exception cref="InvalidInputException">A length does not fit, an interval is empty, or the centre is not finite.</exception>
    public void Slopes(ReadOnlySpan<double> centre, ReadOnlySpan<Interval> box, Span<Interval> centreValues, Span<Interval> matrix)
    {
        Preconditions.RequireLength(centre.Length, Inputs, "centre");
        Preconditions.RequireFinite(centre, "centre");
        Preconditions.RequireLength(matrix.Length, Outputs * Inputs, "slopes");
        Load(box);
        Forward(withSlopes: false);
        centres ??= [.. nodes.Select(node => new IntervalMatrix(1, node.Columns))];
        for (int i = 0; i < Inputs; i++)
        {
            centres[0][0, i] = centre[i];
        }

        for (int k = 0; k < steps.Length; k++)
        {
            Advance(k, centres, withSlopes: false);
            if (steps[k] is BoundStep.ActivationStep activation)
            {
                if (activation.Units.Length == 1)
                {
                    int n = activation.Padded;
                    activation.Units[0].Slopes(
                        nodes[k].Lower.AsSpan(0, n),
                        nodes[k].Upper.AsSpan(0, n),
                        centres[k].Lower.AsSpan(0, n),
                        centres[k].Upper.AsSpan(0, n),
                        slopes[k].Lower.AsSpan(0, n),
                        slopes[k].Upper.AsSpan(0, n));
                    continue;
                }

                for (int i = 0; i < activation.Width; i++)
                {
                    slopes[k][0, i] = activation[i].Slope(nodes[k][0, i], centres[k][0, i]);
                }
            }
        }

        Copy(Outputs < Inputs ? Backward() : Directions(), matrix);
        if (centreValues.Length > 0)
        {
            Preconditions.RequireLength(centreValues.Length, Outputs, "values");
            Copy(centres[^1], centreValues);
        }
    }
}
