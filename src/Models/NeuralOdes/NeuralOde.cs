using System.Collections.Immutable;
using TorchDynInspect.Models.Activations;
using TorchDynInspect.Models.Initialisation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>
/// A neural ordinary differential equation: x ↦ readout(φ_T(lift(x))), where φ_T is the flow of ẏ = field(y) over the time T. Input (N, inputs), output
/// (N, outputs). Each row is integrated with step sizes of its own, so that no row's result depends on its neighbours. The state dictionary has the keys
/// lift.weight, lift.bias, field.… (of a perceptron field.layer0.weight, field.layer0.bias, …), readout.weight, readout.bias. It holds no architecture: to read a
/// saved one back, build a model of the same options and load it, or give <see cref="Architecture"/> to what reads state dictionaries. Not for use by two threads at once.
/// </summary>
public sealed class NeuralOde : nn.Module<Tensor, Tensor>
{
    /// <summary>Creates a model whose field is a multilayer perceptron, and draws its parameters: lift, field, readout.</summary>
    /// <param name="options">The architecture.</param>
    /// <exception cref="ArgumentException">A size, time, solver, activation or initialiser is not usable; one line names it.</exception>
    public NeuralOde(NeuralOdeOptions options)
        : this(null, options)
    {
    }

    /// <summary>Creates a model with a field of your own.</summary>
    /// <param name="field">
    /// Maps (N, <see cref="NeuralOdeOptions.PhaseDimension"/>), with time input (N, PhaseDimension + 1) with the time in the last column, to
    /// (N, PhaseDimension), each row for itself. It becomes the submodule "field"; its training flag stays as it is. Randomness in it, as from dropout in
    /// training mode, makes the steps of the solver meaningless.
    /// </param>
    /// <param name="options">The rest of the architecture; Hidden and Activation are not used.</param>
    /// <exception cref="ArgumentException">A size, time or solver is not usable; one line names it.</exception>
    public NeuralOde(nn.Module<Tensor, Tensor>? field, NeuralOdeOptions options)
        : base(nameof(NeuralOde))
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        using (var builder = new LayerBuilder(options))
        {
            Lift = options.Inputs is int inputs ? builder.Linear(inputs, options.Width) : null;
            Field = field ?? new Mlp(new MlpOptions([options.PhaseDimension + (options.TimeInput ? 1 : 0), .. options.Hidden, options.PhaseDimension])
            {
                Activation = options.Activation,
                Bias = options.Bias,
                WeightInitialiser = options.WeightInitialiser,
                BiasInitialiser = options.BiasInitialiser,
                Dtype = options.Dtype,
                Device = options.Device,
            }, builder);
            Readout = options.Outputs is int outputs ? builder.Linear(options.PhaseDimension, outputs) : null;
        }

        OutputActivation = options.OutputActivation is { } activation ? ActivationModules.Create(activation, options.Dtype, options.Device) : null;
        foreach ((string stageName, nn.Module<Tensor, Tensor>? stage) in new[] { ("lift", Lift), ("field", Field), ("readout", Readout), ("output_activation", OutputActivation) })
        {
            if (stage is not null)
            {
                register_module(stageName, stage);
            }
        }
    }

    /// <summary>The options the model was built with.</summary>
    public NeuralOdeOptions Options { get; }

    /// <summary>The field.</summary>
    public nn.Module<Tensor, Tensor> Field { get; }

    /// <summary>The lift A x + b; null where the input is the state.</summary>
    public Linear? Lift { get; }

    /// <summary>The readout ã·y + b̃; null where the state is the output.</summary>
    public Linear? Readout { get; }

    /// <summary>The function after all; null for none.</summary>
    public nn.Module<Tensor, Tensor>? OutputActivation { get; }

    /// <summary>
    /// The architecture in the form that <c>tdi --arch</c> reads, e.g. "3-{4-32-4:tanh}(time=2)-1": what a saved state dictionary leaves unsaid. Null for a field
    /// of your own that is no <see cref="Mlp"/>.
    /// </summary>
    public string? Architecture => Field is Mlp perceptron ? Options.ArchitectureOf(perceptron) : null;

    /// <summary>What the last forward solve cost; null before the first.</summary>
    public SolveStatistics? LastSolve { get; private set; }

    /// <summary>What all forward solves so far have cost.</summary>
    public SolverEffortTotals Effort { get; private set; }

    /// <summary>
    /// Why the last adjoint pass could not go on, an <see cref="OdeSolverException"/>; null when none failed. libtorch then reports an "invalid gradient" of
    /// AdjointFunction from the call of backward.
    /// </summary>
    public Exception? AdjointFault { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="OdeSolverException">The steps of an adaptive solver became too small or too many; one line says where, and how stiff the field is.</exception>
    /// <exception cref="ArgumentException">The input's shape or type, or the field's output, does not fit.</exception>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor state = Flow().End(Start(input));
        return Output(state).MoveToOuterDisposeScope();
    }

    /// <summary>The outputs at several times: what <see cref="forward"/> gives, had T been each of them. One solve, read by the scheme's continuous extension.</summary>
    /// <param name="input">(N, inputs).</param>
    /// <param name="times">
    /// Times from the start, 0 or of one sign, in the order in which the solution reaches them. A fixed-step scheme makes the steps of forward, as far as the last
    /// of them. With <see cref="GradientMethod.Adjoint"/> and gradients on, an adaptive solve ends at each time and starts again there.
    /// </param>
    /// <returns>(T, N, outputs); differentiable as forward is.</returns>
    public Tensor Trajectory(Tensor input, params ReadOnlySpan<double> times)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor states = Flow().At(Start(input), RequireTimes(times));
        return Output(states).MoveToOuterDisposeScope();
    }

    /// <summary>The states at several times, before the readout and with the added coordinates; the time coordinate of a field that sees it is left out.</summary>
    /// <param name="input">(N, inputs).</param>
    /// <param name="times">As for <see cref="Trajectory"/>.</param>
    /// <returns>(T, N, PhaseDimension).</returns>
    public Tensor States(Tensor input, params ReadOnlySpan<double> times)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor states = Flow().At(Start(input), RequireTimes(times));
        return WithoutTime(states).MoveToOuterDisposeScope();
    }

    private static ImmutableArray<double> RequireTimes(ReadOnlySpan<double> times)
    {
        double before = 0;
        foreach (double time in times)
        {
            if (!double.IsFinite(time) || Math.Abs(time) < Math.Abs(before) || time * before < 0)
            {
                throw new ArgumentException(FormattableString.Invariant($"times: {time} follows {before}, expected finite times of one sign, further and further from 0"));
            }

            before = time;
        }

        return times.Length > 0 ? [.. times] : throw new ArgumentException("times: none are given, expected at least one");
    }

    /// <summary>Puts the counts back, for a reading that must leave no trace.</summary>
    internal void RestoreEffort(SolveStatistics? lastSolve, SolverEffortTotals effort) => (LastSolve, Effort) = (lastSolve, effort);

    private FlowSolve Flow() => new(Field, Options, Report, fault => AdjointFault = fault);

    private void Report(SolveStatistics statistics)
    {
        LastSolve = statistics;
        Effort = Effort.With(statistics);
    }

    /// <summary>The initial state: lifted, augmented, with the time as last coordinate where the field sees it.</summary>
    private Tensor Start(Tensor input)
    {
        Tensor state = Lift?.call(input) ?? input;
        long[] shape = state.shape;
        if (shape.Length != 2 || shape[1] != Options.Width)
        {
            throw new ArgumentException($"input: gives a state of shape [{string.Join(", ", shape)}], expected [N, {Options.Width}]");
        }

        var columns = new List<Tensor> { state };
        if (Options.Augmentation > 0)
        {
            columns.Add(state.new_zeros([shape[0], Options.Augmentation]));
        }

        if (Options.TimeInput)
        {
            columns.Add(full([shape[0], 1], Options.StartTime, dtype: state.dtype, device: state.device));
        }

        return columns.Count == 1 ? state : cat(columns, 1);
    }

    private Tensor WithoutTime(Tensor states) => Options.TimeInput ? states.narrow(states.dim() - 1, 0, Options.PhaseDimension) : states;

    private Tensor Output(Tensor states)
    {
        Tensor output = Readout?.call(WithoutTime(states)) ?? states.narrow(states.dim() - 1, 0, Options.Width);
        return OutputActivation?.call(output) ?? output;
    }
}
