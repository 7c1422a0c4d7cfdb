using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Elementary;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Activations.Kernels;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>
/// A continuous piecewise-linear function with any number of pieces, given by its values at its breakpoints and the slopes outside: with breakpoints
/// t_1 &lt; … &lt; t_K and values v_1 … v_K it is v_1 + LeftSlope·(z − t_1) for z ≤ t_1, the chord between neighbouring (t_i, v_i), and
/// v_K + RightSlope·(z − t_K) for z ≥ t_K.
/// </summary>
/// <remarks>
/// <para>
/// The numbers given are the definition, and they make the function continuous whatever they are. The slope of a chord, (v_{i+1} − v_i)/(t_{i+1} − t_i), need not
/// be a double: <see cref="Pieces"/> holds the nearest slopes and intercepts, and exact arithmetic divides instead.
/// </para>
/// <para>
/// Values come from slopes and differences of about 100 bits, so that they are exact at the breakpoints and keep the accuracy promised by <see cref="Activation"/>
/// unless σ(z) is below 2^−45 of the values that cancel in it.
/// </para>
/// <para>torch has no such function. At a breakpoint the derivative is the slope on its left, as torch takes it for ReLU.</para>
/// </remarks>
public sealed partial record PiecewiseLinear : Activation
{
    /// <summary>The name in the network file.</summary>
    public const string FunctionName = "piecewise_linear";

    /// <summary>The most breakpoints: a piece's index in an activation pattern is a byte.</summary>
    public const int MostKnots = 255;

    private readonly PiecewiseLinearTable table;
    private readonly PiecewiseLinearTable shifted;

    /// <summary>Creates the function.</summary>
    /// <param name="knots">t_1 &lt; … &lt; t_K, 1 to 255 numbers within ±1e100 and at least 1e−100 apart.</param>
    /// <param name="knotValues">v_1 … v_K, within ±1e100.</param>
    /// <param name="leftSlope">Slope left of t_1, within ±1e100.</param>
    /// <param name="rightSlope">Slope right of t_K, within ±1e100.</param>
    /// <exception cref="InvalidInputException">A number is out of range, the breakpoints do not increase, or there are not as many values as breakpoints.</exception>
    public PiecewiseLinear(ReadOnlySpan<double> knots, ReadOnlySpan<double> knotValues, double leftSlope, double rightSlope)
    {
        RequireKnots(knots, knotValues);
        LeftSlope = RequireParameter(leftSlope, FunctionName, "leftSlope", -Largest, Largest);
        RightSlope = RequireParameter(rightSlope, FunctionName, "rightSlope", -Largest, Largest);
        Knots = [.. knots];
        KnotValues = [.. knotValues];
        table = PiecewiseLinearTable.Of(knots, knotValues, leftSlope, rightSlope);
        shifted = table.Shifted();
        Corners = CornersOf(Knots, KnotValues, LeftSlope, RightSlope);
        (LipschitzConstant, SecantBound) = Bounds();
    }

    /// <summary>The breakpoints t_1 … t_K as given; those at which nothing bends are not among <see cref="Breakpoints"/>.</summary>
    public ImmutableArray<double> Knots { get; }

    /// <summary>The values v_1 … v_K.</summary>
    public ImmutableArray<double> KnotValues { get; }

    /// <summary>Slope left of the first breakpoint.</summary>
    public double LeftSlope { get; }

    /// <summary>Slope right of the last breakpoint.</summary>
    public double RightSlope { get; }

    /// <inheritdoc/>
    public override string Name => FunctionName;

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, double>> Parameters => [new("leftSlope", LeftSlope), new("rightSlope", RightSlope)];

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, ImmutableArray<double>>> ParameterLists => [new("breakpoints", Knots), new("values", KnotValues)];

    /// <inheritdoc/>
    public override double ValueAtZero => Value(0);

    /// <inheritdoc/>
    public override double Value(double z) => LaneLoop.Value(Kernel, z);

    /// <inheritdoc/>
    public override double Derivative(double z) => LaneLoop.Derivative(Kernel, z);

    /// <inheritdoc/>
    public override double Secant(double z) => LaneLoop.Secant(Kernel, z);

    /// <inheritdoc/>
    public override double Shifted(double z) => LaneLoop.Value(new PiecewiseLinearKernel(shifted, shifted), z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => Constant(z, 0);

    /// <inheritdoc/>
    public override double LogDerivative(double z) => Math.Log(Math.Abs(Derivative(z)));

    /// <inheritdoc/>
    public override ImmutableArray<double>? Breakpoints => [.. Corners.Select(i => Knots[i])];

    /// <inheritdoc/>
    public override ImmutableArray<AffinePiece>? Pieces => [.. Corners.Select(table.Piece), table.Piece(Knots.Length)];

    /// <inheritdoc/>
    public override double LipschitzConstant { get; }

    /// <inheritdoc/>
    public override double SecantBound { get; }

    /// <summary>Affine functions with slope are members. A clamp ±clamp(az + b), rising or falling on one interval only, is in the extended class, as 1/√|σ′| must be convex.</summary>
    public override ClassF ClassF
    {
        get
        {
            double[] slopes = [.. Pieces!.Value.Select(piece => piece.Slope)];
            int moving = slopes.Count(slope => slope != 0);
            return moving > 1 ? ClassF.No : moving == 1 && slopes.Length == 1 ? ClassF.Member : ClassF.Extended;
        }
    }

    /// <inheritdoc/>
    public override bool IsSmoothWithoutCriticalPoints => Corners.IsEmpty && LeftSlope != 0;

    /// <inheritdoc/>
    public override ActivationEnclosure Enclosure => PiecewiseLinearEnclosure.Of(this);

    /// <inheritdoc/>
    public override bool IsPositivelyHomogeneous => ValueAtZero == 0 && Corners.All(i => Knots[i] == 0);

    /// <summary>Indices of the knots at which the slope changes, decided exactly.</summary>
    internal ImmutableArray<int> Corners { get; }

    private PiecewiseLinearKernel Kernel => new(table, shifted);

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> z, Span<double> value) => LaneLoop.Values(Kernel, z, value);

    /// <inheritdoc/>
    public override void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative) =>
        LaneLoop.ValuesAndDerivatives(Kernel, z, value, derivative);

    /// <inheritdoc/>
    public override void ValuesAndSecants(ReadOnlySpan<double> z, Span<double> value, Span<double> secant) =>
        LaneLoop.ValuesAndSecants(Kernel, z, value, secant);

    /// <inheritdoc/>
    public bool Equals(PiecewiseLinear? other) =>
        other is not null && LeftSlope == other.LeftSlope && RightSlope == other.RightSlope
        && Knots.AsSpan().SequenceEqual(other.Knots.AsSpan()) && KnotValues.AsSpan().SequenceEqual(other.KnotValues.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => KnotValues.Aggregate(HashCode.Combine(LeftSlope, RightSlope, Knots.Length), HashCode.Combine);
}
