namespace TorchSharp;

public static partial class torch
{
    // Variance and standard deviation over dimensions.
    public static Tensor std(
        Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.Deviation(input, [dimensions.Item1, dimensions.Item2, dimensions.Item3], unbiased, keepdim, type);
    public static Tensor std(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.Deviation(input, [dimensions.Item1, dimensions.Item2], unbiased, keepdim, type);
    public static Tensor std(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.Deviation(input, [dimensions], unbiased, keepdim, type);
    public static Tensor std(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.Deviation(input, dimensions, unbiased, keepdim, type);
    public static (Tensor, Tensor) std_mean(
        Tensor input, ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.DeviationAndMean(input, dimensions.ToArray(), unbiased, keepdim, type);
    public static (Tensor, Tensor) std_mean(
        Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.DeviationAndMean(input, [dimensions.Item1, dimensions.Item2, dimensions.Item3], unbiased, keepdim, type);
    public static (Tensor, Tensor) std_mean(
        Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.DeviationAndMean(input, [dimensions.Item1, dimensions.Item2], unbiased, keepdim, type);
    public static (Tensor, Tensor) std_mean(
        Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.DeviationAndMean(input, [dimensions], unbiased, keepdim, type);
    public static (Tensor, Tensor) std_mean(
        Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.DeviationAndMean(input, dimensions, unbiased, keepdim, type);
    public static Tensor var(
        Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.Variance(input, [dimensions.Item1, dimensions.Item2, dimensions.Item3], unbiased, keepdim, type);
    public static Tensor var(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.Variance(input, [dimensions.Item1, dimensions.Item2], unbiased, keepdim, type);
    public static Tensor var(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.Variance(input, [dimensions], unbiased, keepdim, type);
    public static Tensor var(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.Variance(input, dimensions, unbiased, keepdim, type);
    public static (Tensor, Tensor) var_mean(
        Tensor input, ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.VarianceAndMean(input, dimensions.ToArray(), unbiased, keepdim, type);
    public static (Tensor, Tensor) var_mean(
        Tensor input, (long, long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.VarianceAndMean(input, [dimensions.Item1, dimensions.Item2, dimensions.Item3], unbiased, keepdim, type);
    public static (Tensor, Tensor) var_mean(
        Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.VarianceAndMean(input, [dimensions.Item1, dimensions.Item2], unbiased, keepdim, type);
    public static (Tensor, Tensor) var_mean(
        Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.VarianceAndMean(input, [dimensions], unbiased, keepdim, type);
    public static (Tensor, Tensor) var_mean(
        Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        Spread.VarianceAndMean(input, dimensions, unbiased, keepdim, type);
}
