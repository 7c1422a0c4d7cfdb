namespace TorchSharp;

public static partial class torch
{
    // Random draws.
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Ops.bernoulli.Call(input, generator);
    public static Tensor binomial(Tensor count, Tensor probs, Generator? generator = null) => Ops.binomial.Call(count, probs, generator);
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        Ops.multinomial.Call(input, num_samples, replacement, generator);
    public static Tensor poisson(Tensor input, Generator? generator = null) => Ops.poisson.Call(input, generator);
}
