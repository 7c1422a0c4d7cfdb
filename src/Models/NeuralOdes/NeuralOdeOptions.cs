using System.Collections.Immutable;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>The architecture of a <see cref="NeuralOde"/>: x ↦ readout(φ_T(lift(x))), φ_T the flow of the field.</summary>
public sealed record NeuralOdeOptions : ModelOptions
{
    /// <summary>Creates options for a flow on R^width.</summary>
    /// <param name="width">Dimension of the state, without the coordinates that <see cref="Augmentation"/> adds.</param>
    /// <param name="hidden">Hidden widths of the field, a multilayer perceptron; leave empty for a field of your own, or for one affine layer.</param>
    public NeuralOdeOptions(int width, params ReadOnlySpan<int> hidden) => (Width, Hidden) = (width, [.. hidden]);

    /// <summary>Dimension of the state, without the coordinates that <see cref="Augmentation"/> adds.</summary>
    public int Width { get; init; }

    /// <summary>Hidden widths of the field; unused when the field is given.</summary>
    public ImmutableArray<int> Hidden { get; init; }

    /// <summary>Inputs of a linear lift A x + b to the state; null (default) for none: the input is the state.</summary>
    public int? Inputs { get; init; }

    /// <summary>Outputs of a linear readout ã·y + b̃ of the whole state; null (default) for none: the output is the state without the added coordinates.</summary>
    public int? Outputs { get; init; }

    /// <summary>Coordinates, 0 at the start, added to the state (augmented neural ODEs; Dupont, Doucet, Teh 2019). Default 0.</summary>
    public int Augmentation { get; init; }

    /// <summary>Whether the field sees the time, as the last column of its input. Default false: an autonomous field.</summary>
    public bool TimeInput { get; init; }

    /// <summary>The time at the start, for a field that sees it. Default 0.</summary>
    public double StartTime { get; init; }

    /// <summary>T, how long the state flows; negative for backwards. Default 1.</summary>
    public double Time { get; init; } = 1;

    /// <summary>The scheme. Default dopri5 with its default tolerances.</summary>
    public SolverOptions Solver { get; init; } = "dopri5";

    /// <summary>How gradients go through the solver. Default <see cref="GradientMethod.Discrete"/>.</summary>
    public GradientMethod Gradient { get; init; }

    /// <summary>Dimension of the state with the added coordinates: what the field gives.</summary>
    public int PhaseDimension => Width + Augmentation;

    /// <inheritdoc/>
    public bool Equals(NeuralOdeOptions? other) =>
        base.Equals(other) && Hidden.SequenceEqual(other.Hidden)
        && (Width, Inputs, Outputs, Augmentation, TimeInput) == (other.Width, other.Inputs, other.Outputs, other.Augmentation, other.TimeInput)
        && (StartTime, Time, Solver, Gradient) == (other.StartTime, other.Time, other.Solver, other.Gradient);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(base.GetHashCode(), Width, Hidden.Aggregate(0, HashCode.Combine), Inputs, Outputs, Augmentation, Time, Solver);

    internal string ArchitectureOf(Mlp perceptron)
    {
        var stated = new List<FormattableString>();
        State(Time != 1, $"time={Time:R}");
        State(StartTime != 0, $"start={StartTime:R}");
        State(Augmentation != 0, $"added={Augmentation}");
        State(Solver.Name != "dopri5", $"solver={Solver.Name}");
        State(Solver.Steps != 10, $"steps={Solver.Steps}");
        State(Solver.RelativeTolerance != 1e-6, $"rtol={Solver.RelativeTolerance:R}");
        State(Solver.AbsoluteTolerance != 1e-8, $"atol={Solver.AbsoluteTolerance:R}");
        return (Inputs is int inputs ? $"{inputs}-" : "")
            + $"{{{perceptron.Architecture}}}"
            + (stated.Count == 0 ? "" : $"({string.Join(',', stated.Select(FormattableString.Invariant))})")
            + (Outputs is int outputs ? $"-{outputs}" : "")
            + (OutputActivation is { } output ? $":{output}" : "");

        void State(bool differs, FormattableString text)
        {
            if (differs)
            {
                stated.Add(text);
            }
        }
    }

    internal void Validate()
    {
        Solver.Validate();
        Require(Width >= 1, "width", Width, "at least 1");
        Require(Inputs is null or >= 1, "inputs", Inputs, "at least 1");
        Require(Outputs is null or >= 1, "outputs", Outputs, "at least 1");
        Require(Augmentation >= 0, "augmentation", Augmentation, "at least 0");
        Require(double.IsFinite(StartTime), "start time", StartTime, "a finite number");
        Require(double.IsFinite(Time), "time", Time, "a finite number");
        Require(!Hidden.IsDefault && Hidden.All(width => width >= 1), "hidden", Hidden.IsDefault ? "missing" : string.Join(", ", Hidden), "widths of at least 1");
    }

    private static void Require(bool holds, string what, object? value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"{what}: is {value}, expected {expected}"));
        }
    }
}
