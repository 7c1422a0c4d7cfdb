using TorchDynInspect.Dynamics.Evidence;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// The loss, the learning rate and the 2-norms of the gradients. Metrics: "loss" after a step; "loss.training" and "loss.validation" after
/// an epoch; "learning_rate" of the first parameter group; "gradient.norm2" over all parameters, and by parameter with its name as subject;
/// "gradient.missing", the number of trainable parameters without a gradient (all of them when the gradients were cleared before the
/// monitor was told of the step). O(parameters).
/// </summary>
public sealed class LossAndGradientNorms : IInspector
{
    private static readonly MetricDescriptor Loss = new("loss", "1", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor TrainingLoss = new("loss.training", "1", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor ValidationLoss = new("loss.validation", "1", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor LearningRate = new("learning_rate", "1", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor Gradient = new("gradient.norm2", "1", EvidenceLevel.Numerical);
    private static readonly MetricDescriptor Missing = new("gradient.missing", "parameters", EvidenceLevel.Numerical);

    /// <inheritdoc/>
    public string Name => "loss and gradient norms";

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Loss is { } loss)
        {
            yield return (context.Moment.Kind == MomentKind.Epoch ? TrainingLoss : Loss).Of(loss);
        }

        if (context.ValidationLoss is { } validation)
        {
            yield return ValidationLoss.Of(validation);
        }

        if (context.Optimizer?.ParamGroups.FirstOrDefault() is { } group)
        {
            yield return LearningRate.Of(group.LearningRate);
        }

        foreach (Metric metric in GradientNorms(context.Module))
        {
            yield return metric;
        }
    }

    private static List<Metric> GradientNorms(nn.Module<Tensor, Tensor> module)
    {
        List<Metric> metrics = [];
        double squares = 0;
        int missing = 0;
        foreach ((string name, Parameter parameter) in module.named_parameters())
        {
            if (!parameter.requires_grad)
            {
                continue;
            }

            using Tensor? gradient = parameter.grad;
            if (gradient is null)
            {
                missing++;
                continue;
            }

            using Tensor norm = gradient.norm();
            double value = norm.ReadScalar();
            squares += value * value;
            metrics.Add(Gradient.Of(value, name));
        }

        if (metrics.Count > 0)
        {
            metrics.Insert(0, Gradient.Of(Math.Sqrt(squares)));
        }

        metrics.Add(Missing.Of(missing));
        return metrics;
    }
}
