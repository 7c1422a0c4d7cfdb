namespace TorchSharp;

public static partial class torch
{
    // Reductions and running totals.
    public partial class Tensor
    {
        public Tensor all() => Ops.all.Call(this);
        public Tensor all(long dim, bool keepdim = false) => Ops.all_dim.Call(this, dim, keepdim);
        public Tensor amax(params long[] dims) => Ops.amax.Call(this, dims);
        public Tensor amin(params long[] dims) => Ops.amin.Call(this, dims);
        public (Tensor, Tensor) aminmax(long? dim = null, bool keepdim = false) => Ops.aminmax.Call2(this, dim, keepdim);
        public Tensor any() => Ops.any.Call(this);
        public Tensor any(long dim, bool keepdim = false) => Ops.any_dim.Call(this, dim, keepdim);
        public Tensor argmax() => Ops.argmax.Call(this);
        public Tensor argmax(long dim, bool keepdim = false) => Ops.argmax.Call(this, dim, keepdim);
        public Tensor argmin() => Ops.argmin.Call(this);
        public Tensor argmin(long dim, bool keepdim = false) => Ops.argmin.Call(this, dim, keepdim);
        public Tensor bincount(Tensor weights, long minlength = 0) => Ops.bincount.Call(this, weights, minlength);
        public Tensor corrcoef() => Ops.corrcoef.Call(this);
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) =>
            Ops.cov.Call(this, correction, fweights, aweights);
        public (Tensor, Tensor) cummax(long dim) => Ops.cummax.Call2(this, dim);
        public (Tensor, Tensor) cummin(long dim) => Ops.cummin.Call2(this, dim);
        public Tensor cumprod(long dim, ScalarType? type = null) => Ops.cumprod.Call(this, dim, type);
        public Tensor cumsum(long dim, ScalarType? type = null) => Ops.cumsum.Call(this, dim, type);
        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => Ops.cumulative_trapezoid_x.Call(this, x, dim);
        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) => Ops.cumulative_trapezoid_dx.Call(this, dx, dim);
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Ops.diff.Call(this, n, dim, prepend, append);
        public Tensor dist(Tensor other, float p = 2) => Ops.dist.Call(this, other, p);
        public Tensor logcumsumexp(long dim) => Ops.logcumsumexp.Call(this, dim);
        public Tensor logsumexp(long dim, bool keepdim = false) => Ops.logsumexp.Call(this, dim, keepdim);
        public Tensor max() => Ops.max.Call(this);
        public Tensor max(Tensor other) => Ops.max_other.Call(this, other);
        public (Tensor, Tensor) max(long dim, bool keepdim = false) => Ops.max_dim.Call2(this, dim, keepdim);
        public Tensor mean() => Ops.mean.Call(this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Ops.mean_dim.Call(this, dimensions, keepdim, type);
        public Tensor median() => Ops.median.Call(this);
        public Tensor min() => Ops.min.Call(this);
        public Tensor min(Tensor other) => Ops.min_other.Call(this, other);
        public (Tensor, Tensor) min(long dim, bool keepdim = false) => Ops.min_dim.Call2(this, dim, keepdim);
        public (Tensor, Tensor) mode(long dim = -1, bool keepdim = false) => Ops.mode.Call2(this, dim, keepdim);
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Ops.nanmean.Call(this, dim, keepdim, dtype);
        public Tensor nanmedian() => Ops.nanmedian.Call(this);
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Ops.nanquantile.Call(this, q, dim, keepdim);
        public Tensor nansum() => Ops.nansum.Call(this);
        public Tensor norm(float p = 2) => Ops.norm_Scalar.Call(this, p);
        public Tensor prod(ScalarType? type = null) => Ops.prod.Call(this, type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Ops.prod_dim_int.Call(this, dim, keepdim, type);
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Ops.quantile.Call(this, q, dim, keepdim);
        public Tensor renorm(float p, long dim, float maxnorm) => Ops.renorm.Call(this, p, dim, maxnorm);
        public Tensor std(bool unbiased = true) => Ops.std.Call(this, unbiased);
        public (Tensor, Tensor) std_mean(bool unbiased = true) => Ops.std_mean.Call2(this, unbiased);
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Ops.sum_dim_IntList.Call(this, dim.ToArray(), keepdim, type);
        public Tensor sum(ScalarType? type = null) => Ops.sum.Call(this, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Ops.sum_dim_IntList.Call(this, dim, keepdim, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Ops.sum_dim_IntList.Call(this, dim, keepdim, type);
        public Tensor trace() => Ops.trace.Call(this);
        public Tensor trapezoid(Tensor x, long dim = -1) => Ops.trapezoid_x.Call(this, x, dim);
        public Tensor trapezoid(double dx = 1, long dim = -1) => Ops.trapezoid_dx.Call(this, dx, dim);
        public Tensor var(bool unbiased = true) => Ops.var.Call(this, unbiased);
        public (Tensor, Tensor) var_mean(bool unbiased = true) => Ops.var_mean.Call2(this, unbiased);
    }
}
