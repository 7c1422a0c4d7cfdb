using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the batch normalisations of signals and of images share: parameters, running statistics and the forward pass.</summary>
internal sealed class BatchNorm(double eps, double momentum)
{
    internal static IEnumerable<(string name, Parameter value)> Parameters(long features, ScalarType type)
    {
        yield return ("weight", new Parameter(ones([features], dtype: type)));
        yield return ("bias", new Parameter(zeros([features], dtype: type)));
    }

    internal static IEnumerable<(string name, Tensor value)> Statistics(long features, ScalarType type)
    {
        yield return ("running_mean", zeros([features], dtype: type));
        yield return ("running_var", ones([features], dtype: type));
        yield return ("num_batches_tracked", zeros([], dtype: ScalarType.Int64));
    }

    internal Tensor Normalise(nn.Module owner, Tensor input)
    {
        var mean = owner.get_buffer("running_mean");
        if (owner.training && mean is not null)
        {
            using var off = no_grad();
            owner.get_buffer("num_batches_tracked")!.add_(1);
        }
        return nn.functional.batch_norm(
            input, mean, owner.get_buffer("running_var"), owner.get_parameter("weight"), owner.get_parameter("bias"),
            owner.training || mean is null, momentum, eps);
    }
}
