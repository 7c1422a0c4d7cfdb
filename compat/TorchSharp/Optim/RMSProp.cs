using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>RMSProp (Tieleman and Hinton 2012), centred (Graves 2013) and with momentum on request.</summary>
public partial class RMSProp : OptimizerHelper, optim.IMomentum
{
    /// <summary>Optimizes one group.</summary>
    public RMSProp(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0.0,
        double momentum = 0.0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    /// <summary>Optimizes several groups; what their options leave out is taken from here.</summary>
    public RMSProp(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0.0,
        double momentum = 0.0, bool centered = false, bool maximize = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require(lr >= 0 && weight_decay >= 0, "RMSProp: expected a learning rate and a weight decay of at least 0.");
        Require(eps >= 0 && alpha >= 0, "RMSProp: expected eps ≥ 0 and alpha ≥ 0.");
        _defaults = new Options
        {
            LearningRate = lr,
            alpha = alpha,
            eps = eps,
            weight_decay = weight_decay,
            momentum = momentum,
            centered = centered,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>The momentum of the defaults; setting it sets that of every group.</summary>
    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set
        {
            ((Options)_defaults).momentum = value;
            foreach (var group in _parameter_groups)
                ((Options)group.Options).momentum = value;
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
        options.alpha ??= defaults.alpha;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.momentum ??= defaults.momentum;
        options.centered ??= defaults.centered;
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
                state.step++;
                UpdateRules.RmsProp(parameter, direction, state, options);
            }
        },
        closure);
}
