using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent with momentum, Nesterov's or the plain one.</summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    /// <summary>Optimizes one group.</summary>
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0.0, double weight_decay = 0.0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>Optimizes several groups; what their options leave out is taken from here.</summary>
    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0.0, double weight_decay = 0.0,
        bool nesterov = false, bool maximize = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require(lr >= 0 && weight_decay >= 0, "SGD: expected a learning rate and a weight decay of at least 0.");
        Require(!nesterov || (momentum > 0 && dampening == 0), "SGD: Nesterov's momentum needs a momentum and no dampening.");
        _defaults = new Options
        {
            LearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
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
        options.momentum ??= defaults.momentum;
        options.dampening ??= defaults.dampening;
        options.weight_decay ??= defaults.weight_decay;
        options.nesterov ??= defaults.nesterov;
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
                UpdateRules.Sgd(parameter, direction, ref state.momentum_buffer, options);
            }
        },
        closure);
}
