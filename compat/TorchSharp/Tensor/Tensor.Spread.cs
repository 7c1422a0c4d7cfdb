namespace TorchSharp;

public static partial class torch
{
    // Variance and standard deviation over dimensions.
    public partial class Tensor
    {
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Deviation(this, dimensions.ToArray(), unbiased, keepdim, type);
        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Deviation(this, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Deviation(this, [dim.Item1, dim.Item2], unbiased, keepdim, type);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Deviation(this, [dim], unbiased, keepdim, type);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Deviation(this, dimensions, unbiased, keepdim, type);
        public (Tensor, Tensor) std_mean(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.DeviationAndMean(this, dimensions.ToArray(), unbiased, keepdim, type);
        public (Tensor, Tensor) std_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.DeviationAndMean(this, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);
        public (Tensor, Tensor) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.DeviationAndMean(this, [dim.Item1, dim.Item2], unbiased, keepdim, type);
        public (Tensor, Tensor) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.DeviationAndMean(this, [dim], unbiased, keepdim, type);
        public (Tensor, Tensor) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.DeviationAndMean(this, dimensions, unbiased, keepdim, type);
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Variance(this, dimensions.ToArray(), unbiased, keepdim, type);
        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Variance(this, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Variance(this, [dim.Item1, dim.Item2], unbiased, keepdim, type);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Variance(this, [dim], unbiased, keepdim, type);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.Variance(this, dimensions, unbiased, keepdim, type);
        public (Tensor, Tensor) var_mean(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.VarianceAndMean(this, dimensions.ToArray(), unbiased, keepdim, type);
        public (Tensor, Tensor) var_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.VarianceAndMean(this, [dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);
        public (Tensor, Tensor) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.VarianceAndMean(this, [dim.Item1, dim.Item2], unbiased, keepdim, type);
        public (Tensor, Tensor) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.VarianceAndMean(this, [dim], unbiased, keepdim, type);
        public (Tensor, Tensor) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Spread.VarianceAndMean(this, dimensions, unbiased, keepdim, type);
    }
}
