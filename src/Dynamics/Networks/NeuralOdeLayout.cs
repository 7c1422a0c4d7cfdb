using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Networks;

/// <summary>
/// How a neural ordinary differential equation is written in layers: affine, flow, affine. A field that sees the time becomes one of one more dimension, whose last
/// coordinate is the time and has derivative 1.
/// </summary>
/// <param name="Width">Dimension of the state that lift and output know.</param>
/// <param name="Added">Coordinates added to it, 0 at the start.</param>
/// <param name="SeesTime">Whether the field's last input is the time.</param>
/// <param name="StartTime">The time at the start, for a field that sees it.</param>
/// <param name="Time">T.</param>
/// <param name="Solver">The scheme.</param>
public sealed record NeuralOdeLayout(int Width, int Added, bool SeesTime, double StartTime, double Time, FlowSolver Solver)
{
    /// <summary>Outputs of the field.</summary>
    public int Phase => Width + Added;

    /// <summary>Inputs of the field.</summary>
    public int State => Phase + (SeesTime ? 1 : 0);

    /// <summary>Puts the parts together. A lift or readout of one affine layer is widened where coordinates are added; nothing is rounded.</summary>
    /// <param name="lift">Layers from the input to <see cref="Width"/> units; null where the input is the state.</param>
    /// <param name="field">Layers from <see cref="State"/> to <see cref="Phase"/> units.</param>
    /// <param name="readout">Layers from <see cref="Phase"/> units on; null where the output is the state without the added coordinates.</param>
    /// <returns>All layers; without flow when T is 0.</returns>
    public IReadOnlyList<Layer> Assemble(IReadOnlyList<Layer>? lift, IReadOnlyList<Layer> field, IReadOnlyList<Layer>? readout)
    {
        ArgumentNullException.ThrowIfNull(field);
        return [.. Lift(lift), .. Flow(field), .. Readout(readout)];
    }

    private IEnumerable<Layer> Lift(IReadOnlyList<Layer>? lift)
    {
        if (State == Width)
        {
            return lift ?? [];
        }

        Affine inner = lift is [Affine affine] ? affine : Identity(Width);
        double[] weight = new double[State * inner.Weight.Columns];
        inner.Weight.Values.CopyTo(weight);
        double[] bias = new double[State];
        inner.Bias.CopyTo(bias);
        if (SeesTime)
        {
            bias[Phase] = StartTime;
        }

        var whole = new Affine(new Matrix(State, inner.Weight.Columns, weight), bias);
        return lift is null or [Affine] ? [whole] : [.. lift, whole];
    }

    private IEnumerable<Layer> Flow(IReadOnlyList<Layer> field)
    {
        if (Time == 0)
        {
            return [];
        }

        if (!SeesTime)
        {
            return [new Flow(new Network(State, field), Time, Solver)];
        }

        double[] weight = new double[State * Phase];
        for (int i = 0; i < Phase; i++)
        {
            weight[(i * Phase) + i] = 1;
        }

        double[] rate = new double[State];
        rate[Phase] = 1;
        return [new Flow(new Network(State, [.. field, new Affine(new Matrix(State, Phase, weight), rate)]), Time, Solver)];
    }

    private IEnumerable<Layer> Readout(IReadOnlyList<Layer>? readout)
    {
        int seen = readout is null ? Width : Phase;
        if (seen == State)
        {
            return readout ?? [];
        }

        Affine inner = readout is [Affine affine] ? affine : Identity(seen);
        double[] weight = new double[inner.Weight.Rows * State];
        for (int i = 0; i < inner.Weight.Rows; i++)
        {
            inner.Weight.Row(i).CopyTo(weight.AsSpan(i * State));
        }

        var whole = new Affine(new Matrix(inner.Weight.Rows, State, weight), [.. inner.Bias]);
        return readout is null or [Affine] ? [whole] : [whole, .. readout];
    }

    private static Affine Identity(int width)
    {
        double[] weight = new double[width * width];
        for (int i = 0; i < width; i++)
        {
            weight[i * (width + 1)] = 1;
        }

        return new Affine(new Matrix(width, width, weight), new double[width]);
    }
}
