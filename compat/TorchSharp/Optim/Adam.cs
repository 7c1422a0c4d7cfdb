using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015), with AMSGrad (Reddi, Kale and Kumar 2018) on request.</summary>
public partial class Adam : OptimizerHelper, optim.IBetas
{
    /// <summary>Optimizes one group.</summary>
    public Adam(
        IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0.0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <summary>Optimizes several groups; what their options leave out is taken from here.</summary>
    public Adam(
        IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0.0, bool amsgrad = false, bool maximize = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require(lr >= 0 && weight_decay >= 0, "Adam: expected a learning rate and a weight decay of at least 0.");
        Require(
            eps >= 0 && beta1 is >= 0 and < 1 && beta2 is >= 0 and < 1,
            "Adam: expected eps ≥ 0 and beta1, beta2 from 0 up to, not including, 1.");
        _defaults = new Options
        {
            LearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The decay rates of the defaults; setting them sets those of every group.</summary>
    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
        set
        {
            (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
            foreach (var group in _parameter_groups)
                (((Options)group.Options).beta1, ((Options)group.Options).beta2) = value;
        }
    }

    /// <summary>Adds a group; what its options leave out is taken from the optimizer's.</summary>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        ArgumentNullException.ThrowIfNull(param_group);
        var defaults = (Options)_defaults;
        if (param_group.Options is not Options options)
            param_group.Options = options = new Options { LearningRate = param_group.Options.LearningRate };
        options.LearningRate ??= defaults.LearningRate;
        options.beta1 ??= defaults.beta1;
        options.beta2 ??= defaults.beta2;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.amsgrad ??= defaults.amsgrad;
        options.maximize ??= defaults.maximize;
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
                using var direction = UpdateRules.Direction(gradient, parameter, options.maximize!.Value, options.weight_decay!.Value);
                var state = (State)_state[parameter.Handle];
                UpdateRules.Adam(
                    parameter, direction, new(state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq), ++state.step,
                    options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value, options.eps!.Value, options.amsgrad!.Value);
            }
        },
        closure);
}
