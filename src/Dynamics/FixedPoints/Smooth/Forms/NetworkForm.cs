using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth.Forms;

/// <summary>
/// Carries a box through a network as linear forms (zonotopes; Kolev 1999, Singh et al. 2018) and as plain intervals, each narrowing the other at
/// every activation. One thread's; nothing is allocated a box.
/// </summary>
internal sealed class NetworkForm
{
    /// <summary>Far from overflow in sums and products of a few.</summary>
    private const double Largest = 1e100;

    private const double InverseMargin = 1e-12;

    private readonly Stage[] stages;
    private readonly int n;
    private readonly int last;
    private readonly double[] weights;
    private readonly double[] ranges;
    private readonly double[] sizes;
    private readonly double[] middle;
    private readonly double[] half;
    private readonly double[] lower;
    private readonly double[] upper;
    private readonly double[] valueLower;
    private readonly double[] valueUpper;
    private readonly double[] firstLower;
    private readonly double[] firstUpper;
    private readonly double[] finalLower;
    private readonly double[] finalUpper;
    private readonly SigmoidalBand?[] sigmoidal;
    private readonly double[]?[] slopeLower;
    private readonly double[]?[] slopeUpper;
    private readonly Interval[] aimed;
    private readonly double[] from;
    private readonly double[] to;
    private readonly FormState next;
    private readonly List<FormState> saved = [];
    private int depth;

    public NetworkForm(Stage[] stages, int inputs)
    {
        (this.stages, n) = (stages, inputs);
        (Width, Hidden) = Sizes(stages, inputs);
        last = stages.Length > 0 && stages[^1] is ElementwiseStage ? stages.Length - 1 : -1;
        State = new FormState(Width, n + Hidden);
        next = new FormState(Width, n + Hidden);
        weights = new double[State.Stride];
        weights.AsSpan(n, Hidden).Fill(1);
        int padded = Lanes.Stride(Width);
        (ranges, sizes, middle, half) = (new double[padded], new double[padded], new double[padded], new double[padded]);
        (lower, upper, valueLower, valueUpper) = (new double[Width], new double[Width], new double[Width], new double[Width]);
        (firstLower, firstUpper, finalLower, finalUpper) = (new double[Width], new double[Width], new double[Width], new double[Width]);
        slopeLower = [.. stages.Select(stage => stage is ElementwiseStage ? new double[Width] : null)];
        sigmoidal = [.. stages.Select(stage => stage is ElementwiseStage { IsUniform: true } s ? SigmoidalBand.Of(s[0].Activation, s.Width) : null)];
        slopeUpper = [.. stages.Select(stage => stage is ElementwiseStage ? new double[Width] : null)];
        (aimed, from, to) = (new Interval[Width], new double[Width], new double[Width]);
        from.AsSpan().Fill(double.NegativeInfinity);
        to.AsSpan().Fill(double.PositiveInfinity);
        aimed.AsSpan().Fill(Interval.Empty);
        Box = new CentredBox(n);
    }

    /// <summary>The widest layer.</summary>
    public int Width { get; }

    /// <summary>Hidden units with an error term of their own: all but those of a last activation layer.</summary>
    public int Hidden { get; }

    /// <summary>Whether the last run got through: no activation overflowed or had unbounded slopes. If it did not, nothing is known of outputs and slopes.</summary>
    public bool IsBounded { get; private set; }

    /// <summary>The box of the last run.</summary>
    public CentredBox Box { get; }

    /// <summary>After a run: the outputs.</summary>
    public FormState State { get; }

    /// <summary>
    /// Runs a box through the network. With targets, the outputs are known to lie in them (a fixed point lies in its own box), which narrows the
    /// last activation's arguments; the forms then hold at such points only.
    /// </summary>
    /// <param name="box">n bounded intervals.</param>
    /// <param name="targets">The targets; empty for none.</param>
    /// <param name="slopesOnly">Whether only the slopes of the activations are wanted; the outputs are then undefined.</param>
    /// <returns>False when no output can meet its target.</returns>
    public bool Run(ReadOnlySpan<Interval> box, ReadOnlySpan<Interval> targets, bool slopesOnly = false)
    {
        Box.Load(box);
        IsBounded = true;
        Begin(box);
        for (int k = 0; k < stages.Length; k++)
        {
            switch (stages[k])
            {
                case AffineStage affine:
                    Apply(affine, first: k == 0);
                    break;
                case ElementwiseStage elementwise:
                    if (!Apply(elementwise, k, k == last ? targets : default, slopesOnly))
                    {
                        return false;
                    }

                    if (!IsBounded)
                    {
                        return true;
                    }

                    break;
                case OpenResidual:
                    Open();
                    break;
                default:
                    Close();
                    break;
            }
        }

        return true;
    }

    /// <summary>After a run: enclosures of the slopes of the activations of one stage, by unit.</summary>
    public (double[] Lower, double[] Upper) Slopes(int stage) => (slopeLower[stage]!, slopeUpper[stage]!);

    /// <summary>The range of an output, outward.</summary>
    public Interval Output(int i)
    {
        double range = Spread(State, i);
        double low = Math.Max(State.Low[i], State.Centre[i] - range);
        double high = Math.Min(State.High[i], State.Centre[i] + range);
        if (double.IsNaN(low) || double.IsNaN(high) || !IsBounded)
        {
            return Interval.Entire;
        }

        return Interval.Trusted(Math.Min(low, high), Math.Max(low, high));
    }

    private static (int Width, int Hidden) Sizes(Stage[] stages, int inputs)
    {
        (int width, int hidden) = (inputs, 0);
        for (int k = 0; k < stages.Length; k++)
        {
            switch (stages[k])
            {
                case AffineStage affine:
                    width = Math.Max(width, affine.Outputs);
                    break;
                case ElementwiseStage elementwise when k < stages.Length - 1:
                    hidden += elementwise.Width;
                    break;
            }
        }

        return (width, hidden);
    }

    private void Begin(ReadOnlySpan<Interval> box)
    {
        Box.Radius.AsSpan(0, n).CopyTo(weights);
        depth = 0;
        (State.Width, State.Columns) = (n, n);
        for (int i = 0; i < n; i++)
        {
            State.Centre[i] = Box.Centre[i];
            (State.Low[i], State.High[i]) = (box[i].Lower, box[i].Upper);
            State.Error[i] = 0;
        }

        if (stages.Length > 0 && stages[0] is AffineStage)
        {
            return;
        }

        Array.Clear(State.Rows);
        for (int i = 0; i < n; i++)
        {
            State.Rows[(i * State.Stride) + i] = 1;
        }
    }

    /// <summary>max |h_i − Centre_i| over the form, rounded up.</summary>
    private double Spread(FormState state, int i)
    {
        int length = Lanes.Stride(state.Columns);
        double sum = Lanes.DotModulus(state.Rows, i * state.Stride, weights, length);
        sum += state.Error[i];
        return sum == 0 ? 0 : (sum * (1 + RoundingBound.Of(length))) + (2 * RoundingBound.Unit * Math.Abs(state.Centre[i]));
    }

    private void Apply(AffineStage affine, bool first)
    {
        double gamma = RoundingBound.Of(affine.Inputs);
        int width = State.Width;
        for (int i = 0; i < width; i++)
        {
            double range = first ? Box.Radius[i] : Spread(State, i);
            ranges[i] = range;
            double size = Math.Abs(State.Centre[i]) + range;
            sizes[i] = State.Error[i] + (size == 0 ? 0 : (2 * gamma * size) + RoundingBound.Underflow);
            middle[i] = (0.5 * State.Low[i]) + (0.5 * State.High[i]);
            double wide = State.High[i] - State.Low[i];
            half[i] = (0.5 * wide * (1 + (4 * RoundingBound.Unit))) + (middle[i] == 0 && wide == 0 ? 0 : (2 * gamma * Math.Abs(middle[i])) + RoundingBound.Underflow);
        }

        sizes.AsSpan(width, sizes.Length - width).Clear();
        half.AsSpan(width, half.Length - width).Clear();
        middle.AsSpan(width, middle.Length - width).Clear();
        State.Centre.AsSpan(width, State.Centre.Length - width).Clear();
        int stride = affine.Stride;
        for (int i = 0; i < affine.Outputs; i++)
        {
            double bias = affine.Bias[i];
            double product = Lanes.Dot(affine.Weight, i * stride, State.Centre, stride);
            double centre = product + bias;
            double error = Lanes.DotModulus(affine.Weight, i * stride, sizes, stride) * (1 + gamma);
            next.Centre[i] = centre;
            next.Error[i] = bias == 0 ? error : error + (2 * RoundingBound.Unit * Math.Abs(centre));
            if (first)
            {
                continue;
            }

            double plain = Lanes.Dot(affine.Weight, i * stride, middle, stride) + bias;
            double reach = Lanes.DotModulus(affine.Weight, i * stride, half, stride) * (1 + (4 * gamma));
            reach += reach == 0 && bias == 0 ? 0 : 4 * RoundingBound.Unit * (Math.Abs(plain) + reach);
            (next.Low[i], next.High[i]) = (plain - reach, plain + reach);
        }

        if (first)
        {
            // The forms of the inputs are the coordinates themselves.
            for (int i = 0; i < affine.Outputs; i++)
            {
                affine.Weight.AsSpan(i * stride, stride).CopyTo(next.Rows.AsSpan(i * next.Stride));
            }
        }
        else
        {
            MultiplyRows(affine);
        }

        (next.Width, next.Columns) = (affine.Outputs, State.Columns);
        State.Swap(next);
        if (first)
        {
            for (int i = 0; i < State.Width; i++)
            {
                double range = Spread(State, i);
                (State.Low[i], State.High[i]) = (State.Centre[i] - range, State.Centre[i] + range);
            }
        }
    }

    private void MultiplyRows(AffineStage affine)
    {
        // Columns in use only; the stride of the product is that of the whole row.
        Lanes.MultiplyColumns(
            affine.Weight, affine.Stride, affine.Outputs, affine.Inputs, State.Rows, State.Stride, Lanes.Stride(State.Columns), next.Rows);
    }

    private bool Apply(ElementwiseStage stage, int k, ReadOnlySpan<Interval> targets, bool slopesOnly)
    {
        int m = State.Width;
        for (int i = 0; i < m; i++)
        {
            double range = Spread(State, i);
            ranges[i] = range;
            double low = Math.Max(State.Low[i], State.Centre[i] - range);
            double high = Math.Min(State.High[i], State.Centre[i] + range);
            (lower[i], upper[i]) = low <= high ? (low, high) : (high, low);
        }

        if (!targets.IsEmpty && !Aim(stage, targets))
        {
            return false;
        }

        if (lower.AsSpan(0, m).ContainsAnyExceptInRange(-Largest, Largest) || upper.AsSpan(0, m).ContainsAnyExceptInRange(-Largest, Largest))
        {
            IsBounded = false;
            return true;
        }

        Enclose(stage, k, m);
        IsBounded = !valueLower.AsSpan(0, m).ContainsAnyExceptInRange(-Largest, Largest) && !valueUpper.AsSpan(0, m).ContainsAnyExceptInRange(-Largest, Largest);
        if (!IsBounded)
        {
            return true;
        }

        if (slopesOnly && k == stages.Length - 1)
        {
            return true;
        }

        int column = State.Columns;
        if (k != last)
        {
            // Padding beyond the columns in use must stay zero in every row.
            State.Columns += m;
            ClearColumns(State, column, State.Columns);
        }

        if (sigmoidal[k] is SigmoidalBand bands)
        {
            bands.Over(lower.AsSpan(0, m), upper.AsSpan(0, m), valueLower.AsSpan(0, m), valueUpper.AsSpan(0, m));
        }

        for (int i = 0; i < m; i++)
        {
            double radius = Linearise(stage[i], k, i);
            if (k == last)
            {
                State.Error[i] = (State.Error[i] + radius) * (1 + (2 * RoundingBound.Unit));
            }
            else
            {
                State.Rows[(i * State.Stride) + column + i] = radius;
            }

            (State.Low[i], State.High[i]) = (valueLower[i], valueUpper[i]);
        }

        return true;
    }

    /// <summary>Replaces a unit's form by slope · form + middle of the band.</summary>
    /// <returns>The radius of the band.</returns>
    private double Linearise(ActivationBand activation, int k, int i)
    {
        double slope, shift, radius;
        if (sigmoidal[k] is SigmoidalBand bands)
        {
            (slope, shift, radius) = (bands.Slope[i], bands.Middle[i], bands.Radius[i]);
        }
        else
        {
            (slope, Interval band) = activation.Over(
                Interval.Trusted(lower[i], upper[i]),
                Interval.Trusted(firstLower[i], firstUpper[i]),
                Interval.Trusted(finalLower[i], finalUpper[i]),
                Interval.Trusted(slopeLower[k]![i], slopeUpper[k]![i]));
            (shift, radius) = (band.Midpoint, band.Radius);
        }

        double size = Math.Abs(State.Centre[i]) + ranges[i];
        double error = Math.Abs(slope) * State.Error[i];
        error += 4 * RoundingBound.Unit * ((Math.Abs(slope) * size) + Math.Abs(shift) + error);
        State.Centre[i] = (slope * State.Centre[i]) + shift;
        State.Error[i] = error == 0 ? 0 : (error * (1 + (4 * RoundingBound.Unit))) + RoundingBound.Underflow;
        Scale(i, slope);
        return radius;
    }

    private void Enclose(ElementwiseStage stage, int k, int m)
    {
        Span<double> low = lower.AsSpan(0, m);
        Span<double> high = upper.AsSpan(0, m);
        Span<double> slopesLow = slopeLower[k].AsSpan(0, m);
        Span<double> slopesHigh = slopeUpper[k].AsSpan(0, m);
        if (stage.IsUniform)
        {
            stage[0].Enclosure.ValuesAndDerivatives(low, high, valueLower.AsSpan(0, m), valueUpper.AsSpan(0, m), slopesLow, slopesHigh);
            if (sigmoidal[k] is not null)
            {
                return;
            }

            stage[0].Enclosure.Values(low, low, firstLower.AsSpan(0, m), firstUpper.AsSpan(0, m));
            stage[0].Enclosure.Values(high, high, finalLower.AsSpan(0, m), finalUpper.AsSpan(0, m));
            return;
        }

        for (int i = 0; i < m; i++)
        {
            Interval z = Interval.Trusted(lower[i], upper[i]);
            Activations.Enclosures.ActivationEnclosure enclosure = stage[i].Enclosure;
            (valueLower[i], valueUpper[i]) = enclosure.Value(z);
            (slopesLow[i], slopesHigh[i]) = enclosure.Derivative(z);
            (firstLower[i], firstUpper[i]) = enclosure.Value(z.Lower);
            (finalLower[i], finalUpper[i]) = enclosure.Value(z.Upper);
        }
    }

    /// <summary>Narrows the arguments of the last activation to those whose values can lie in the targets.</summary>
    private bool Aim(ElementwiseStage stage, ReadOnlySpan<Interval> targets)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            if (stage[i].Inverse is not InverseActivation inverse)
            {
                continue;
            }

            // From box to box most axes stay as they are.
            if (targets[i].Lower != aimed[i].Lower)
            {
                from[i] = Below(stage[i], inverse, targets[i].Lower);
            }

            if (targets[i].Upper != aimed[i].Upper)
            {
                to[i] = Above(stage[i], inverse, targets[i].Upper);
            }

            aimed[i] = targets[i];
            lower[i] = Math.Max(lower[i], from[i]);
            upper[i] = Math.Min(upper[i], to[i]);
            if (lower[i] > upper[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A z below which σ misses everything from x on; −∞ when none is proved. The inverse is approximate: σ itself, which increases, decides.</summary>
    private static double Below(ActivationBand activation, InverseActivation inverse, double x)
    {
        double z = inverse.At(x);
        z -= InverseMargin * (1 + Math.Abs(z));
        return double.IsFinite(z) && activation.Enclosure.Value(z).Upper < x ? z : double.NegativeInfinity;
    }

    /// <summary>A z above which σ misses everything up to x; +∞ when none is proved.</summary>
    private static double Above(ActivationBand activation, InverseActivation inverse, double x)
    {
        double z = inverse.At(x);
        z += InverseMargin * (1 + Math.Abs(z));
        return double.IsFinite(z) && activation.Enclosure.Value(z).Lower > x ? z : double.PositiveInfinity;
    }

    private void Scale(int i, double slope)
    {
        int at = i * State.Stride;
        for (int j = 0; j < Lanes.Stride(State.Columns); j += 8)
        {
            Lanes.Store(Lanes.Load(State.Rows, at + j) * slope, State.Rows, at + j);
        }
    }

    private static void ClearColumns(FormState state, int from, int to)
    {
        for (int i = 0; i < state.Width; i++)
        {
            state.Rows.AsSpan((i * state.Stride) + from, Lanes.Stride(to) - from).Clear();
        }
    }

    private void Open()
    {
        if (saved.Count == depth)
        {
            saved.Add(new FormState(Width, n + Hidden));
        }

        saved[depth++].CopyFrom(State);
    }

    private void Close()
    {
        FormState other = saved[--depth];
        ClearColumns(other, other.Columns, State.Columns);
        for (int i = 0; i < State.Width; i++)
        {
            double size = Math.Abs(State.Centre[i]) + Spread(State, i) + Math.Abs(other.Centre[i]) + Spread(other, i);
            double error = State.Error[i] + other.Error[i] + (size == 0 ? 0 : (4 * RoundingBound.Unit * size) + RoundingBound.Underflow);
            State.Centre[i] += other.Centre[i];
            State.Error[i] = error * (1 + (4 * RoundingBound.Unit));
            int at = i * State.Stride;
            for (int j = 0; j < Lanes.Stride(State.Columns); j += 8)
            {
                Lanes.Store(Lanes.Load(State.Rows, at + j) + Lanes.Load(other.Rows, at + j), State.Rows, at + j);
            }

            State.Low[i] = Rounded.AddDown(State.Low[i], other.Low[i]);
            State.High[i] = Rounded.AddUp(State.High[i], other.High[i]);
        }
    }
}
