using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adagrad (Duchi, Hazan and Singer 2011).</summary>
public partial class Adagrad : OptimizerHelper
{
    /// <summary>Optimizes one group.</summary>
    public Adagrad(
        IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0.0, double weight_decay = 0.0,
        double initial_accumulator_value = 0.0, double eps = 1e-10)
        : this([new ParamGroup { Parameters = parameters }], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
    {
    }

    /// <summary>Optimizes several groups; what their options leave out is taken from here.</summary>
    public Adagrad(
        IEnumerable<ParamGroup> parameters, double lr = 0.01, double lr_decay = 0.0, double weight_decay = 0.0,
        double initial_accumulator_value = 0.0, double eps = 1e-10)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require(lr >= 0 && weight_decay >= 0, "Adagrad: expected a learning rate and a weight decay of at least 0.");
        Require(
            eps >= 0 && lr_decay >= 0 && initial_accumulator_value >= 0,
            "Adagrad: expected eps, lr_decay and initial_accumulator_value ≥ 0.");
        _defaults = new Options
        {
            LearningRate = lr,
            lr_decay = lr_decay,
            weight_decay = weight_decay,
            initial_accumulator_value = initial_accumulator_value,
            eps = eps,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>Adds a group; what its options leave out is taken from the optimizer's.</summary>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        ArgumentNullException.ThrowIfNull(param_group);
        var defaults = (Options)_defaults;
        if (param_group.Options is not Options options)
            param_group.Options = options = new Options { LearningRate = param_group.Options.LearningRate };
        options.LearningRate ??= defaults.LearningRate;
        options.lr_decay ??= defaults.lr_decay;
        options.weight_decay ??= defaults.weight_decay;
        options.initial_accumulator_value ??= defaults.initial_accumulator_value;
        options.eps ??= defaults.eps;
        Enter(param_group, parameter => new State(parameter));
    }

    public override Tensor? step(Func<Tensor>? closure = null) => _step<Modules.ParamGroup>(
        group =>
        {
            var options = (Options)group.Options;
            foreach (var parameter in group.Members)
            {
                if (parameter.grad is not { } gradient)
                    continue;
                using var direction = UpdateRules.Direction(gradient, parameter, maximize: false, options.weight_decay!.Value);
                var state = (State)_state[parameter.Handle];
                state.step++;
                UpdateRules.Adagrad(parameter, direction, state, options);
            }
        },
        closure);
}
