using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.IntervalMaps;

/// <summary>
/// A piecewise-linear network R → R as an exact polygon: from left to right, the affine forms of all units just right of the present point give the line of the
/// output and the next point at which a unit crosses a breakpoint.
/// </summary>
internal sealed class IntervalMapSweep
{
    private readonly ExactProgram program;
    private readonly ExactProgram mirrored;

    /// <summary>Prepares a network.</summary>
    /// <param name="network">One input, one output, continuous and piecewise linear.</param>
    /// <exception cref="InvalidInputException">It is not.</exception>
    public IntervalMapSweep(Network network)
    {
        if (network.Inputs != 1 || network.Outputs != 1)
        {
            throw new InvalidInputException($"interval map: the network maps R^{network.Inputs} to R^{network.Outputs}, expected R to R");
        }

        PiecewiseLinearProgram flat = PiecewiseLinearProgram.Of(network);
        program = ExactProgram.Of(flat);
        mirrored = ExactProgram.Of(flat.OnSlice([-1], [0], 1));
    }

    /// <summary>The map on [a, b]. One run through the network a breakpoint.</summary>
    /// <param name="a">Left end.</param>
    /// <param name="b">Right end, above it.</param>
    /// <exception cref="InvalidInputException">a is not below b.</exception>
    public PiecewiseLinearIntervalMap Over(Rational a, Rational b) => Over(a, b, () => false)!;

    /// <summary>The map on [a, b]; null when it was stopped. One run through the network a breakpoint.</summary>
    /// <param name="a">Left end.</param>
    /// <param name="b">Right end, above it.</param>
    /// <param name="stop">Asked before each piece.</param>
    /// <exception cref="InvalidInputException">a is not below b.</exception>
    public PiecewiseLinearIntervalMap? Over(Rational a, Rational b, Func<bool> stop)
    {
        if (a >= b)
        {
            throw new InvalidInputException($"interval map: over [{a}, {b}], expected an interval with interior");
        }

        List<Rational> x = [a];
        List<Rational> y = [];
        while (!stop())
        {
            Ray ray = RightOf(x[^1]);
            if (y.Count == 0)
            {
                y.Add(ray.Line.Value(a));
            }

            Rational end = ray.Next is { } next && next < b ? next : b;
            x.Add(end);
            y.Add(ray.Line.Value(end));
            if (end == b)
            {
                return PiecewiseLinearIntervalMap.Simplified(x, y);
            }
        }

        return null;
    }

    /// <summary>The line just right of x, and where it may end.</summary>
    public Ray RightOf(Rational x) => Beside(program, x);

    /// <summary>The line just left of x, and where it may end.</summary>
    public Ray LeftOf(Rational x)
    {
        Ray ray = Beside(mirrored, -x);
        return new Ray(ray.Line with { Slope = -ray.Line.Slope }, ray.Next is { } next ? -next : null);
    }

    private static Ray Beside(ExactProgram program, Rational x)
    {
        SweepRule rule = new(x.Numerator, x.Denominator);
        ExactRows output = program.Run(ExactRows.Coordinates(1), ref rule);
        return new Ray(new ExactPiece(output.Entry(0, 0), output.Entry(0, 1)), rule.Next);
    }
}
