using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Activations;

/// <summary>TorchSharp modules for the activation catalogue, by torch's names. torch has no module for arctan, erf, exp and the tanh form of GELU: those are ours.</summary>
public static class ActivationModules
{
    /// <summary>Every name that <see cref="Create"/> knows.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "relu", "leaky_relu", "prelu", "relu6", "hardtanh", "hardsigmoid", "hardswish", "tanh", "sigmoid", "logsigmoid", "softplus", "softsign",
        "elu", "celu", "selu", "gelu", "gelu_tanh", "silu", "mish", "tanhshrink", "hardshrink", "softshrink", "arctan", "erf", "exp", "identity",
    ];

    /// <summary>Creates the module. Only prelu holds a parameter: one slope, shared by all units.</summary>
    /// <param name="choice">The function.</param>
    /// <param name="dtype">Type of a parameter the function learns; null for torch's default.</param>
    /// <param name="device">Where such a parameter lives; null for torch's default.</param>
    /// <exception cref="ArgumentException">The name or a parameter is unknown; one line names it and what was expected.</exception>
    public static nn.Module<Tensor, Tensor> Create(ActivationChoice choice, ScalarType? dtype = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.Name switch
        {
            "relu" => Plain(choice, nn.ReLU),
            "leaky_relu" => nn.LeakyReLU(One(choice, "slope", 0.01)),
            "prelu" => nn.PReLU(1, One(choice, "slope", 0.25), device, dtype),
            "relu6" => Plain(choice, nn.ReLU6),
            "hardtanh" => Two(choice, ("min", -1), ("max", 1), (low, high) => nn.Hardtanh(low, high)),
            "hardsigmoid" => Plain(choice, nn.Hardsigmoid),
            "hardswish" => Plain(choice, nn.Hardswish),
            "tanh" => Plain(choice, _ => nn.Tanh()),
            "sigmoid" => Plain(choice, _ => nn.Sigmoid()),
            "logsigmoid" => Plain(choice, _ => nn.LogSigmoid()),
            "softplus" => Two(choice, ("beta", 1), ("threshold", 20), (beta, threshold) => nn.Softplus(beta, threshold)),
            "softsign" => Plain(choice, _ => nn.Softsign()),
            "elu" => nn.ELU(One(choice, "alpha", 1)),
            "celu" => nn.CELU(One(choice, "alpha", 1)),
            "selu" => Plain(choice, nn.SELU),
            "gelu" => Plain(choice, _ => nn.GELU()),
            "gelu_tanh" => Plain(choice, _ => new GeluTanh()),
            "silu" => Plain(choice, _ => nn.SiLU()),
            "mish" => Plain(choice, _ => nn.Mish()),
            "tanhshrink" => Plain(choice, _ => nn.Tanhshrink()),
            "hardshrink" => nn.Hardshrink(One(choice, "lambda", 0.5)),
            "softshrink" => nn.Softshrink(One(choice, "lambda", 0.5)),
            "arctan" => Plain(choice, _ => new Arctan()),
            "erf" => Plain(choice, _ => new Erf()),
            "exp" => Plain(choice, _ => new Exp()),
            "identity" => Plain(choice, _ => nn.Identity()),
            _ => throw new ArgumentException($"activation \"{choice.Name}\" is unknown, expected one of {string.Join(", ", Names)}", nameof(choice)),
        };
    }

    private static nn.Module<Tensor, Tensor> Plain(ActivationChoice choice, Func<bool, nn.Module<Tensor, Tensor>> create)
    {
        Allow(choice);
        return create(false);
    }

    private static nn.Module<Tensor, Tensor> Two(
        ActivationChoice choice, (string Name, double Default) first, (string Name, double Default) second, Func<double, double, nn.Module<Tensor, Tensor>> create)
    {
        Allow(choice, first.Name, second.Name);
        return create(Read(choice, first.Name, first.Default), Read(choice, second.Name, second.Default));
    }

    private static double One(ActivationChoice choice, string name, double byDefault)
    {
        Allow(choice, name);
        return Read(choice, name, byDefault);
    }

    private static double Read(ActivationChoice choice, string name, double byDefault)
    {
        double value = choice.Parameters.GetValueOrDefault(name, byDefault);
        return double.IsFinite(value)
            ? value
            : throw new ArgumentException($"activation \"{choice.Name}\": {name} is {value}, expected a finite number", nameof(choice));
    }

    private static void Allow(ActivationChoice choice, params ReadOnlySpan<string> names)
    {
        foreach (string given in choice.Parameters.Keys)
        {
            if (!names.Contains(given))
            {
                string expected = names.IsEmpty ? "no parameters" : string.Join(", ", names.ToArray());
                throw new ArgumentException($"activation \"{choice.Name}\": parameter \"{given}\" is unknown, expected {expected}", nameof(choice));
            }
        }
    }
}
