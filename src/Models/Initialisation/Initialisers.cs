using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Initialisation;

/// <summary>
/// torch's initialisers by name. Every one draws from the generator it is given, in torch's order, so that a seed gives the numbers that PyTorch draws
/// after manual_seed; without a generator torch's global one is used.
/// </summary>
/// <remarks>The tensor's own methods are called rather than those of nn.init, which in the TorchSharp package (0.107.0) pass over the generator.</remarks>
public static class Initialisers
{
    /// <summary>Every name that <see cref="Fill"/> knows; "default" is what torch's Linear does on its own: kaiming_uniform with a = √5.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "default", "uniform", "normal", "trunc_normal", "constant", "zeros", "ones", "eye", "xavier_uniform", "xavier_normal",
        "kaiming_uniform", "kaiming_normal", "orthogonal", "sparse",
    ];

    /// <summary>Overwrites a tensor in place, outside of autograd.</summary>
    /// <param name="weight">The tensor; the fan-based ones and orthogonal need outputs × inputs × kernel, eye and sparse outputs × inputs.</param>
    /// <param name="initialiser">Which initialiser.</param>
    /// <param name="generator">Source of the random numbers; null for torch's global generator.</param>
    /// <exception cref="ArgumentException">The name, a parameter or the shape does not fit; one line says what was expected.</exception>
    public static void Fill(Tensor weight, Initialiser initialiser, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(initialiser);
        var parameters = new InitialiserParameters(initialiser);
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        switch (initialiser.Name)
        {
            case "default":
                parameters.Allow();
                double defaultBound = Math.Sqrt(3.0) * (Gain.Of("leaky_relu", Math.Sqrt(5)) / Math.Sqrt(Fans(weight, initialiser).In));
                weight.uniform_(-defaultBound, defaultBound, generator);
                break;
            case "uniform":
                parameters.Allow("a", "b");
                weight.uniform_(parameters.Read("a", 0), parameters.Read("b", 1), generator);
                break;
            case "normal":
                parameters.Allow("mean", "std");
                weight.normal_(parameters.Read("mean", 0), parameters.Read("std", 1), generator);
                break;
            case "trunc_normal":
                parameters.Allow("mean", "std", "a", "b");
                TruncatedNormal.Fill(
                    weight, parameters.Read("mean", 0), parameters.Read("std", 1), parameters.Read("a", -2), parameters.Read("b", 2), generator);
                break;
            case "constant":
                parameters.Allow("val");
                weight.fill_(parameters.Require("val"));
                break;
            case "zeros":
                parameters.Allow();
                weight.zero_();
                break;
            case "ones":
                parameters.Allow();
                weight.fill_(1);
                break;
            case "eye":
                parameters.Allow();
                _ = MatrixShape(weight, initialiser);
                nn.init.eye_(weight);
                break;
            case "xavier_uniform":
                double xavierBound = Math.Sqrt(3.0) * XavierDeviation(weight, initialiser, parameters);
                weight.uniform_(-xavierBound, xavierBound, generator);
                break;
            case "xavier_normal":
                weight.normal_(0, XavierDeviation(weight, initialiser, parameters), generator);
                break;
            case "kaiming_uniform":
                double kaimingBound = Math.Sqrt(3.0) * KaimingDeviation(weight, initialiser, parameters);
                weight.uniform_(-kaimingBound, kaimingBound, generator);
                break;
            case "kaiming_normal":
                weight.normal_(0, KaimingDeviation(weight, initialiser, parameters), generator);
                break;
            case "orthogonal":
                parameters.Allow("gain");
                _ = Fans(weight, initialiser);
                Orthogonal(weight, parameters.Gain(), generator);
                break;
            case "sparse":
                parameters.Allow("sparsity", "std");
                Sparse(weight, MatrixShape(weight, initialiser), parameters.Require("sparsity"), parameters.Read("std", 0.01), generator);
                break;
            default:
                throw new ArgumentException(
                    $"initialiser \"{initialiser.Name}\" is unknown, expected one of {string.Join(", ", Names)}", nameof(initialiser));
        }
    }

    /// <summary>Fills a bias as torch's Linear does: uniform in ±1/√fan_in of the weight beside it.</summary>
    /// <param name="bias">The bias, of any shape.</param>
    /// <param name="fanIn">Inputs of the weight beside it, at least 1.</param>
    /// <param name="generator">Source of the random numbers; null for torch's global generator.</param>
    public static void FillDefaultBias(Tensor bias, long fanIn, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(bias);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        double bound = 1 / Math.Sqrt(fanIn);
        using IDisposable noGrad = no_grad();
        bias.uniform_(-bound, bound, generator);
    }

    private static double XavierDeviation(Tensor weight, Initialiser initialiser, InitialiserParameters parameters)
    {
        parameters.Allow("gain");
        (long fanIn, long fanOut) = Fans(weight, initialiser);
        return parameters.Gain() * Math.Sqrt(2.0 / (fanIn + fanOut));
    }

    private static double KaimingDeviation(Tensor weight, Initialiser initialiser, InitialiserParameters parameters)
    {
        parameters.Allow("a");
        (long fanIn, long fanOut) = Fans(weight, initialiser);
        long fan = initialiser.Mode switch
        {
            "fan_in" => fanIn,
            "fan_out" => fanOut,
            _ => throw new ArgumentException($"initialiser \"{initialiser.Name}\": mode is \"{initialiser.Mode}\", expected fan_in or fan_out", nameof(initialiser)),
        };
        return Gain.Of(initialiser.Nonlinearity ?? "leaky_relu", parameters.Read("a", 0)) / Math.Sqrt(fan);
    }

    // Saxe, McClelland, Ganguli, arXiv 1312.6120: Q of a Gaussian matrix, its signs fixed by the diagonal of R so that it is uniform over the orthogonal group.
    // A kernel of more dimensions is a matrix with one row an output.
    private static void Orthogonal(Tensor weight, double gain, Generator? generator)
    {
        long rows = weight.shape[0];
        long columns = weight.numel() / rows;
        Tensor gaussian = empty([rows, columns], dtype: weight.dtype, device: weight.device).normal_(0, 1, generator);
        bool isWide = rows < columns;
        (Tensor q, Tensor r) = linalg.qr(isWide ? gaussian.t() : gaussian);
        Tensor signed = q * r.diag().sign();
        weight.copy_(((isWide ? signed.t() : signed) * gain).reshape(weight.shape));
    }

    // Martens 2010: a share of each column is zero, the rest Gaussian.
    private static void Sparse(Tensor weight, (long In, long Out) shape, double sparsity, double std, Generator? generator)
    {
        weight.normal_(0, std, generator);
        long zeros = (long)Math.Ceiling(sparsity * shape.Out);
        for (long column = 0; column < shape.In; column++)
        {
            using Tensor rows = randperm(shape.Out, generator: generator);
            using Tensor chosen = rows.slice(0, 0, zeros, 1);
            using Tensor target = weight.select(1, column);
            using Tensor filled = target.index_fill_(0, chosen, 0);
        }
    }

    // torch's _calculate_fan_in_and_fan_out: a kernel's positions count on both sides.
    private static (long In, long Out) Fans(Tensor weight, Initialiser initialiser)
    {
        long[] shape = weight.shape;
        if (shape.Length < 2)
        {
            throw new ArgumentException(
                $"initialiser \"{initialiser.Name}\": the tensor has {shape.Length} dimensions, expected at least 2 (outputs × inputs)", nameof(weight));
        }

        long positions = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
        return (shape[1] * positions, shape[0] * positions);
    }

    private static (long In, long Out) MatrixShape(Tensor weight, Initialiser initialiser)
    {
        long[] shape = weight.shape;
        return shape.Length == 2
            ? (shape[1], shape[0])
            : throw new ArgumentException(
                $"initialiser \"{initialiser.Name}\": the tensor has {shape.Length} dimensions, expected 2 (outputs × inputs)", nameof(weight));
    }
}
