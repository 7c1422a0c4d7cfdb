using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;
using TorchDynInspect.Dynamics.FixedPoints.Smooth.Forms;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth;

/// <summary>
/// F(x) = f(x) − x for a map f, or F(x) = f(x) for a vector field, f a smooth network: its zeros are the fixed points or equilibria. Affine layers,
/// activations and residual blocks; flows are not covered.
/// </summary>
public sealed class NetworkZeros : ILinearlyEnclosedSystem, IContractingSystem
{
    private readonly Stage[] stages;
    private readonly NetworkForm form;
    private readonly NetworkForm plain;
    private readonly JacobianForm derivatives;
    private readonly double[] centre;
    private readonly double[] shift;
    private readonly Interval[] formBox;
    private bool hasForm;

    private NetworkZeros(Stage[] stages, int dimension, SystemKind kind)
    {
        (this.stages, Dimension, Kind) = (stages, dimension, kind);
        form = new NetworkForm(stages, dimension);
        plain = new NetworkForm(stages, dimension);
        derivatives = new JacobianForm(stages, dimension, plain);
        centre = new double[dimension];
        shift = new double[dimension];
        formBox = new Interval[dimension];
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public int SharedErrors => form.Hidden;

    /// <summary>Whether fixed points of a map or equilibria of a vector field are sought.</summary>
    public SystemKind Kind { get; }

    /// <summary>The system of a network.</summary>
    /// <param name="network">f, from R^n to R^n.</param>
    /// <param name="kind">Whether f is a map, whose fixed points are sought, or a vector field, whose equilibria are.</param>
    /// <param name="period">k: f^k takes the place of f, for cycles; of a map only.</param>
    /// <returns>Null when f holds a flow layer.</returns>
    /// <exception cref="InvalidInputException">f does not map a space to itself.</exception>
    public static NetworkZeros? Of(Network network, SystemKind kind = SystemKind.Map, int period = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!network.IsSelfMap)
        {
            throw new InvalidInputException($"fixed points: the network maps {network.Inputs} to {network.Outputs} units, expected equal widths");
        }

        if (period < 1 || (period > 1 && kind == SystemKind.Flow))
        {
            throw new InvalidInputException($"fixed points: the period is {period}, expected at least 1, and 1 for a flow");
        }

        return Stage.Compile(network) is Stage[] stages
            ? new NetworkZeros([.. Enumerable.Repeat(stages, period).SelectMany(copy => copy)], network.Inputs, kind)
            : null;
    }

    /// <inheritdoc/>
    public IEnclosedSystem ForWorker() => new NetworkZeros(stages, Dimension, Kind);

    /// <inheritdoc/>
    public void Values(ReadOnlySpan<Interval> box, Span<Interval> values)
    {
        plain.Run(box, []);
        Interval[]? ranges = plain.IsBounded ? null : PlainRange.Of(stages, box);
        for (int i = 0; i < Dimension; i++)
        {
            Interval output = ranges is null ? plain.Output(i) : ranges[i];
            values[i] = Kind == SystemKind.Map ? output - box[i] : output;
        }
    }

    /// <inheritdoc/>
    public void Jacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian)
    {
        derivatives.Enclose(box, jacobian);
        for (int i = 0; i < Dimension && Kind == SystemKind.Map; i++)
        {
            jacobian[i * (Dimension + 1)] -= Interval.One;
        }
    }

    /// <summary>Encloses the derivatives of f itself, n × n, row-major.</summary>
    internal void MapJacobian(ReadOnlySpan<Interval> box, Span<Interval> jacobian) => derivatives.Enclose(box, jacobian);

    /// <summary>Encloses f(x).</summary>
    internal void Image(ReadOnlySpan<Interval> box, Span<Interval> image)
    {
        plain.Run(box, []);
        for (int i = 0; i < Dimension; i++)
        {
            image[i] = plain.Output(i);
        }
    }

    /// <inheritdoc/>
    public bool Contract(Span<Interval> box)
    {
        // The form of this box also serves the linear enclosure of whatever is left of it.
        hasForm = form.Run(box, Kind == SystemKind.Map ? box : default);
        box.CopyTo(formBox);
        Interval[]? ranges = form.IsBounded ? null : PlainRange.Of(stages, box);
        bool mayHold = hasForm;
        for (int i = 0; i < Dimension && mayHold; i++)
        {
            Interval output = ranges is null ? form.Output(i) : ranges[i];
            if (Kind == SystemKind.Flow)
            {
                mayHold = output.Contains(0);
                continue;
            }

            box[i] = box[i].Intersect(output);
            mayHold = !box[i].IsEmpty;
        }

        hasForm = mayHold && ranges is null;
        return mayHold;
    }

    /// <inheritdoc/>
    public bool LinearEnclosure(ReadOnlySpan<Interval> box, ReadOnlySpan<double> centre, Span<double> matrix, Span<double> shared, Span<Interval> rest)
    {
        if (!hasForm || !IsPartOfForm(box))
        {
            box.CopyTo(formBox);
            hasForm = form.Run(box, Kind == SystemKind.Map ? box : default);
            hasForm &= form.IsBounded;
            if (!hasForm)
            {
                return false;
            }
        }

        FormState state = form.State;
        double gamma = RoundingBound.Of(Dimension);
        for (int j = 0; j < Dimension; j++)
        {
            shift[j] = centre[j] - form.Box.Centre[j];
        }

        for (int i = 0; i < Dimension; i++)
        {
            Span<double> row = matrix.Slice(i * Dimension, Dimension);
            state.Rows.AsSpan(i * state.Stride, Dimension).CopyTo(row);
            state.Rows.AsSpan((i * state.Stride) + Dimension, form.Hidden).CopyTo(shared[(i * form.Hidden)..]);
            if (Kind == SystemKind.Map)
            {
                row[i] -= 1;
            }

            // The linear part, moved to the new centre.
            double moved = 0;
            double terms = 0;
            double slack = 0;
            for (int j = 0; j < Dimension; j++)
            {
                double term = row[j] * shift[j];
                moved += term;
                terms += Math.Abs(term);
                slack += Math.Abs(row[j]) * RoundingBound.Unit * (Math.Abs(centre[j]) + Math.Abs(form.Box.Centre[j]));
            }

            double error = state.Error[i] + (2 * gamma * terms) + (2 * slack);
            error += 4 * RoundingBound.Unit * (Math.Abs(row[i]) + 1) * form.Box.Radius[i];
            Interval value = Interval.Trusted(state.Centre[i], state.Centre[i]);
            value = Kind == SystemKind.Map ? value - form.Box.Centre[i] : value;
            rest[i] = value + Interval.Around(moved, error);
        }

        return true;
    }

    private bool IsPartOfForm(ReadOnlySpan<Interval> box)
    {
        for (int i = 0; i < box.Length; i++)
        {
            if (!(box[i].Lower >= formBox[i].Lower && box[i].Upper <= formBox[i].Upper))
            {
                return false;
            }
        }

        return true;
    }
}
