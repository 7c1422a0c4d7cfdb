using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <content>Second derivatives and slopes of many units, from values and derivatives that come in vectors.</content>
internal abstract partial class SmoothEnclosure
{
    /// <summary>32 units of 2^−52, where a product of a value and a derivative is within 8.</summary>
    private const double CurvatureMargin = 7.105427357601002e-15;

    /// <summary>Units that go through the stack at once.</summary>
    private const int Chunk = 64;

    private MonotonePieces.Knowledge? ofCurvature;

    private MonotonePieces.Knowledge OfCurvature => ofCurvature ??= new(CurvatureTurns, Interval.Entire, CurvatureMargin, false, false);

    public override void SecondDerivatives(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> secondLower, Span<double> secondUpper)
    {
        for (int from = 0; from < lower.Length; from += Chunk)
        {
            int count = Math.Min(Chunk, lower.Length - from);
            ReadOnlySpan<double> left = lower.Slice(from, count);
            ReadOnlySpan<double> right = upper.Slice(from, count);
            Span<double> first = secondLower.Slice(from, count);
            Span<double> second = secondUpper.Slice(from, count);
            if (!Curvatures(left, first))
            {
                base.SecondDerivatives(lower[from..], upper[from..], secondLower[from..], secondUpper[from..]);
                return;
            }

            Curvatures(right, second);
            MonotonePieces.Enclose(left, right, first, second, OfCurvature);
        }
    }

    public override void Slopes(
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        ReadOnlySpan<double> centreLower,
        ReadOnlySpan<double> centreUpper,
        Span<double> slopeLower,
        Span<double> slopeUpper)
    {
        Span<double> memory = stackalloc double[12 * Chunk];
        for (int from = 0; from < lower.Length; from += Chunk)
        {
            int count = Math.Min(Chunk, lower.Length - from);
            Ends left = new(memory, 0);
            Ends right = new(memory, 1);
            Ends middle = new(memory, 2);
            left.Load(this, lower.Slice(from, count), lower.Slice(from, count));
            right.Load(this, upper.Slice(from, count), upper.Slice(from, count));
            middle.Load(this, centreLower.Slice(from, count), centreUpper.Slice(from, count));
            for (int i = 0; i < count; i++)
            {
                Interval z = Interval.Trusted(lower[from + i], upper[from + i]);
                Interval centre = Interval.Trusted(centreLower[from + i], centreUpper[from + i]);
                Interval slope = !z.IsBounded || !centre.IsBounded
                    ? Slope(z, centre)
                    : SlopeFrom(z, centre, left.Value(i), right.Value(i), middle.Value(i), left.Derivative(i), right.Derivative(i), middle.Derivative(i));
                (slopeLower[from + i], slopeUpper[from + i]) = slope;
            }
        }
    }

    /// <summary>σ″ at numbers, within 8 units of 2^−52; false when that needs more than value and slope.</summary>
    protected virtual bool Curvatures(ReadOnlySpan<double> z, Span<double> curvature) => false;

    /// <summary><see cref="ActivationEnclosure.Slope"/> from values and derivatives at both ends and at the centre.</summary>
    private Interval SlopeFrom(
        Interval z, Interval centre, Interval first, Interval last, Interval middle, Interval firstSlope, Interval lastSlope, Interval middleSlope)
    {
        Interval around = z.Hull(centre);
        Interval all = firstSlope.Hull(lastSlope).Hull(middleSlope);
        int turns = SlopeTurnsIn(around, out bool highest);
        if (turns == 0)
        {
            return To(z.Lower, first, firstSlope).Hull(To(z.Upper, last, lastSlope));
        }

        foreach (TurningPoint turn in SlopeTurns)
        {
            all = turn.Meets(around) ? all.Hull(turn.Value) : all;
        }

        if (turns > 1)
        {
            return all;
        }

        Interval ends = To(z.Lower, first, firstSlope).Hull(To(z.Upper, last, lastSlope));
        return highest ? Interval.Trusted(ends.Lower, all.Upper) : Interval.Trusted(all.Lower, ends.Upper);

        Interval To(double x, Interval value, Interval slope)
        {
            Interval between = slope.Hull(middleSlope);
            if (turns > 0)
            {
                Interval way = centre.Hull(x);
                foreach (TurningPoint turn in SlopeTurns)
                {
                    between = turn.Meets(way) ? between.Hull(turn.Value) : between;
                }
            }

            return centre.Contains(x) ? between : ((value - middle) / (x - centre)).Intersect(between);
        }
    }

    /// <summary>Values and derivatives at one set of points, in borrowed memory.</summary>
    private readonly ref struct Ends(Span<double> memory, int index)
    {
        private readonly Span<double> memory = memory.Slice(index * 4 * Chunk, 4 * Chunk);

        public void Load(SmoothEnclosure f, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper) => f.ValuesAndDerivatives(
            lower,
            upper,
            memory[..lower.Length],
            memory.Slice(Chunk, lower.Length),
            memory.Slice(2 * Chunk, lower.Length),
            memory.Slice(3 * Chunk, lower.Length));

        public Interval Value(int i) => Interval.Trusted(memory[i], memory[Chunk + i]);

        public Interval Derivative(int i) => Interval.Trusted(memory[(2 * Chunk) + i], memory[(3 * Chunk) + i]);
    }
}
