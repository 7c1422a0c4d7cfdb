using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Cells.Programs;

/// <summary>
/// A continuous piecewise-linear network as a flat list of steps: what the walk over cells, exact evaluation and linear bounds run. An activation pattern
/// is one piece index (0 … K) for each unit of each <see cref="ProgramStep.Pieces"/> step, in the order of the steps.
/// </summary>
internal sealed class PiecewiseLinearProgram
{
    private PiecewiseLinearProgram(int inputs, int outputs, ImmutableArray<ProgramStep> steps, int units)
    {
        Inputs = inputs;
        Outputs = outputs;
        Steps = steps;
        Units = units;
    }

    /// <summary>Dimension of the input.</summary>
    public int Inputs { get; }

    /// <summary>Dimension of the output.</summary>
    public int Outputs { get; }

    /// <summary>The steps, first applied first.</summary>
    public ImmutableArray<ProgramStep> Steps { get; }

    /// <summary>Length of an activation pattern: the number of units of all activation layers.</summary>
    public int Units { get; }

    /// <summary>Flattens a network.</summary>
    /// <param name="network">Affine layers, piecewise-linear activations and residual blocks, nested at will.</param>
    /// <exception cref="InvalidInputException">A layer is not continuous and piecewise linear; the message names it.</exception>
    public static PiecewiseLinearProgram Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        List<ProgramStep> steps = [];
        int units = 0;
        Append(network, "layers", steps, ref units);
        return new PiecewiseLinearProgram(network.Inputs, network.Outputs, [.. steps], units);
    }

    /// <summary>Whether <see cref="Of"/> accepts the network.</summary>
    /// <param name="network">The network.</param>
    public static bool Accepts(Network network) => network.Layers.All(layer => layer switch
    {
        Affine => true,
        Elementwise elementwise => elementwise.Units.All(unit => unit.IsPiecewiseLinear),
        Residual residual => Accepts(residual.Branch),
        _ => false,
    });

    /// <summary>This program followed by another, e.g. f followed by f.</summary>
    /// <param name="next">Takes this program's outputs.</param>
    public PiecewiseLinearProgram Then(PiecewiseLinearProgram next)
    {
        Preconditions.RequireLength(next.Inputs, Outputs, "inputs of the second program");
        IEnumerable<ProgramStep> shifted = next.Steps.Select(
            step => step is ProgramStep.Pieces pieces ? pieces with { FirstUnit = pieces.FirstUnit + Units } : step);
        return new PiecewiseLinearProgram(Inputs, next.Outputs, [.. Steps, .. shifted], Units + next.Units);
    }

    /// <summary>The program t ↦ f(origin + basis·t) on a slice of the input space.</summary>
    /// <param name="basis">Inputs × k, row-major.</param>
    /// <param name="origin">A point of the input space.</param>
    /// <param name="dimension">k.</param>
    public PiecewiseLinearProgram OnSlice(double[] basis, double[] origin, int dimension) =>
        new(dimension, Outputs, [new ProgramStep.Linear(Inputs, dimension, basis, origin), .. Steps], Units);

    /// <summary>
    /// The program with a step at its end that divides cells by thresholds on the outputs and changes no value; the pattern grows by <see cref="Outputs"/> places.
    /// </summary>
    /// <param name="thresholds">For each output its thresholds in increasing order; may be empty.</param>
    public PiecewiseLinearProgram DividedAt(IReadOnlyList<double[]> thresholds)
    {
        UnitPieces[] units =
        [
            .. thresholds.Select(t => new UnitPieces(t, [.. Enumerable.Repeat(new AffinePiece(1, 0), t.Length + 1)])),
        ];
        Preconditions.RequireLength(units.Length, Outputs, "thresholds");
        return new PiecewiseLinearProgram(Inputs, Outputs, [.. Steps, new ProgramStep.Pieces(Units, units)], Units + Outputs);
    }

    private static void Append(Network network, string path, List<ProgramStep> steps, ref int units)
    {
        for (int i = 0; i < network.Layers.Length; i++)
        {
            string place = $"{path}[{i}]";
            switch (network.Layers[i])
            {
                case Affine affine:
                    steps.Add(new ProgramStep.Linear(
                        affine.Weight.Rows, affine.Weight.Columns, affine.Weight.Values.ToArray(), [.. affine.Bias]));
                    break;
                case Elementwise elementwise:
                    int width = network.Widths[i];
                    UnitPieces[] pieces = [.. Enumerable.Range(0, width).Select(unit => Pieces(elementwise[unit], $"{place}, unit {unit}"))];
                    steps.Add(new ProgramStep.Pieces(units, pieces));
                    units += width;
                    break;
                case Residual residual:
                    steps.Add(new ProgramStep.Enter());
                    Append(residual.Branch, $"{place}.layers", steps, ref units);
                    steps.Add(new ProgramStep.Leave());
                    break;
                default:
                    throw new InvalidInputException($"{place}: a flow is not piecewise linear; cells need affine layers and piecewise-linear activations");
            }
        }
    }

    private static UnitPieces Pieces(Activation activation, string place) =>
        activation.Breakpoints is { } breakpoints && activation.Pieces is { } pieces
            ? new UnitPieces([.. breakpoints], [.. pieces], activation)
            : throw new InvalidInputException(
                $"{place}: {activation.Name} is not continuous and piecewise linear; cells need such activations");
}
