using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The limited-memory BFGS method (Nocedal 1980), with fixed step length and without line search, as in libtorch's default.
/// It has one group of parameters, and each step evaluates the closure several times.
/// </summary>
public class LBFGS : optim.Optimizer, optim.ILearningRateController
{
    public double _rate;

    private readonly ParamGroup group;
    private readonly LbfgsLimits limits;
    private readonly LbfgsMemory memory;

    internal LBFGS(IEnumerable<Parameter> parameters, double lr, LbfgsLimits limits)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(lr >= 0))
            throw new ArgumentException($"LBFGS: expected a learning rate of at least 0, got {lr}.", nameof(lr));
        group = new ParamGroup { Parameters = parameters, Options = new() { LearningRate = lr, InitialLearningRate = lr } };
        group.Freeze();
        _parameter_groups.Add(group);
        _rate = lr;
        this.limits = limits;
        memory = new LbfgsMemory(limits.History);
    }

    public override IEnumerable<optim.ILearningRateController> ParamGroups => [this];

    public double LearningRate
    {
        get => _rate;
        set => group.LearningRate = _rate = value;
    }

    public double InitialLearningRate
    {
        get => group.InitialLearningRate;
        set => group.InitialLearningRate = value;
    }

    /// <summary>Iterates until a limit is reached or the gradient, the step or the change of the loss is small.</summary>
    /// <param name="closure">Clears the gradients, computes the loss and its gradients, and returns the loss.</param>
    /// <returns>The loss before the step.</returns>
    public override Tensor? step(Func<Tensor>? closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        using var off = no_grad();
        var first = Evaluate(closure);
        var loss = first.ToDouble();
        var evaluations = 1L;
        var gradient = Gather();
        try
        {
            for (var iteration = 1L; iteration <= limits.Iterations && !(LargestMagnitude(gradient) <= limits.Gradient); iteration++)
            {
                memory.Update(gradient);
                var length = memory.Length = memory.IsFirst ? memory.FirstLength(gradient, _rate) : _rate;
                using var slope = gradient.dot(memory.Direction!);
                if (slope.ToDouble() > -limits.Change)
                    break;
                Move(memory.Direction!, length);
                if (iteration == limits.Iterations)
                    break;

                var before = loss;
                using (var again = Evaluate(closure))
                    loss = again.ToDouble();
                evaluations++;
                gradient.Dispose();
                gradient = Gather();
                if (evaluations >= limits.Evaluations || LargestMagnitude(memory.Direction!) * length <= limits.Change
                    || Math.Abs(loss - before) < limits.Change)
                {
                    break;
                }
            }
        }
        finally
        {
            gradient.Dispose();
        }
        return first;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            memory.Dispose();
        base.Dispose(disposing);
    }

    private static Tensor Evaluate(Func<Tensor> closure)
    {
        using var on = enable_grad();
        return closure();
    }

    private static double LargestMagnitude(Tensor vector)
    {
        using var magnitudes = vector.abs();
        using var largest = magnitudes.max();
        return largest.ToDouble();
    }

    private Tensor Gather()
    {
        using var scope = NewDisposeScope();
        var parts = group.Members.Select(parameter => (parameter.grad ?? zeros_like(parameter)).reshape(-1)).ToArray();
        return cat(parts).MoveToOuterDisposeScope();
    }

    private void Move(Tensor direction, double length)
    {
        using var scope = NewDisposeScope();
        var start = 0L;
        foreach (var parameter in group.Members)
        {
            parameter.add_(direction.narrow(0, start, parameter.numel()).reshape(parameter.shape), length);
            start += parameter.numel();
        }
    }
}
