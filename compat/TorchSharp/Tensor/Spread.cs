using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Variance and standard deviation, in the precision of a type if one is asked for.</summary>
internal static class Spread
{
    internal static Tensor Deviation(Tensor input, long[] dims, bool unbiased, bool keepdim, ScalarType? type) =>
        In(input, type, x => Ops.std_dim.Call(x, dims, unbiased, keepdim));

    internal static Tensor Variance(Tensor input, long[] dims, bool unbiased, bool keepdim, ScalarType? type) =>
        In(input, type, x => Ops.var_dim.Call(x, dims, unbiased, keepdim));

    internal static (Tensor, Tensor) DeviationAndMean(Tensor input, long[] dims, bool unbiased, bool keepdim, ScalarType? type) =>
        In(input, type, x => Ops.std_mean_dim.Call2(x, dims, unbiased, keepdim));

    internal static (Tensor, Tensor) VarianceAndMean(Tensor input, long[] dims, bool unbiased, bool keepdim, ScalarType? type) =>
        In(input, type, x => Ops.var_mean_dim.Call2(x, dims, unbiased, keepdim));

    private static T In<T>(Tensor input, ScalarType? type, Func<Tensor, T> compute)
    {
        if (type is null || type == input.dtype)
        {
            return compute(input);
        }
        using var converted = input.to(type.Value);
        return compute(converted);
    }
}
