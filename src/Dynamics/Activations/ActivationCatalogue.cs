using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Activations;

/// <summary>Every activation this software knows, by torch's names; beside them <see cref="PiecewiseLinear"/>, which torch has no name for.</summary>
public static class ActivationCatalogue
{
    private static readonly ImmutableArray<CatalogueEntry> Entries =
    [
        new("relu", _ => new Relu()),
        new("leaky_relu", p => new LeakyRelu(p("slope", 0.01)), "slope"),
        new("prelu", p => new PRelu(p("slope", 0.25)), "slope"),
        new("relu6", _ => new Relu6()),
        new("hardtanh", p => new Hardtanh(p("min", -1), p("max", 1)), "min", "max"),
        new("hardsigmoid", _ => new Hardsigmoid()),
        new("hardswish", _ => new Hardswish()),
        new("tanh", _ => new Tanh()),
        new("sigmoid", _ => new Sigmoid()),
        new("logsigmoid", _ => new LogSigmoid()),
        new("softplus", p => new Softplus(p("beta", 1), p("threshold", 20)), "beta", "threshold"),
        new("softsign", _ => new Softsign()),
        new("elu", p => new Elu(p("alpha", 1)), "alpha"),
        new("celu", p => new Celu(p("alpha", 1)), "alpha"),
        new("selu", _ => new Selu()),
        new("gelu", _ => new Gelu()),
        new("gelu_tanh", _ => new GeluTanh()),
        new("silu", _ => new Silu()),
        new("mish", _ => new Mish()),
        new("tanhshrink", _ => new Tanhshrink()),
        new("hardshrink", p => new Hardshrink(p("lambda", 0.5)), "lambda"),
        new("softshrink", p => new Softshrink(p("lambda", 0.5)), "lambda"),
        new("arctan", _ => new Arctan()),
        new("erf", _ => new Erf()),
        new("exp", _ => new Exp()),
        new("identity", _ => new Identity()),
    ];

    private static readonly CatalogueEntry General = new(PiecewiseLinear.FunctionName, _ => throw Missing("breakpoints"), "leftSlope", "rightSlope");

    /// <summary>torch's names, in the order of the documentation. Each of these functions has a default for every parameter.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Entries.Select(entry => entry.Name)];

    /// <summary>The parameters that the function takes, in the network file's spelling; empty for a function without any.</summary>
    /// <param name="name">torch's name, e.g. "leaky_relu", or "piecewise_linear".</param>
    /// <exception cref="InvalidInputException">The name is unknown.</exception>
    public static ImmutableArray<string> ParameterNames(string name) => Find(name).Parameters;

    /// <summary>Creates an activation by name.</summary>
    /// <param name="name">torch's name, e.g. "leaky_relu"; "gelu_tanh" is torch's gelu with approximate="tanh".</param>
    /// <param name="parameters">Parameters by the network file's spelling; missing ones take torch's defaults.</param>
    /// <exception cref="InvalidInputException">The name or a parameter is unknown, or a value is not allowed.</exception>
    public static Activation Create(string name, IReadOnlyDictionary<string, double>? parameters = null)
    {
        CatalogueEntry entry = Find(name);
        RequireKnown(entry, parameters);
        return entry.Create((key, otherwise) => parameters is not null && parameters.TryGetValue(key, out double value) ? value : otherwise);
    }

    /// <summary>Creates an activation by name, whose parameters may be lists of numbers.</summary>
    /// <param name="name">torch's name, or "piecewise_linear".</param>
    /// <param name="parameters">Parameters that are numbers, by the network file's spelling.</param>
    /// <param name="lists">Parameters that are lists: <c>breakpoints</c> and <c>values</c> of "piecewise_linear".</param>
    /// <exception cref="InvalidInputException">The name or a parameter is unknown, one is missing, or a value is not allowed.</exception>
    public static Activation Create(
        string name, IReadOnlyDictionary<string, double> parameters, IReadOnlyDictionary<string, ImmutableArray<double>> lists)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(lists);
        string[] taken = name == General.Name ? ["breakpoints", "values"] : [];
        if (lists.Keys.FirstOrDefault(key => !taken.Contains(key)) is { } unknown)
        {
            throw new InvalidInputException($"activation '{name}': unknown parameter '{unknown}', it takes no list of that name");
        }

        if (name != General.Name)
        {
            return Create(name, parameters);
        }

        RequireKnown(General, parameters);
        return new PiecewiseLinear(
            List("breakpoints").AsSpan(), List("values").AsSpan(), Number("leftSlope"), Number("rightSlope"));

        double Number(string key) => parameters.TryGetValue(key, out double value) ? value : throw Missing(key);

        ImmutableArray<double> List(string key) => lists.TryGetValue(key, out ImmutableArray<double> values) ? values : throw Missing(key);
    }

    private static void RequireKnown(CatalogueEntry entry, IReadOnlyDictionary<string, double>? parameters)
    {
        foreach (string given in parameters?.Keys ?? [])
        {
            if (!entry.Parameters.Contains(given))
            {
                string expected = entry.Parameters.IsEmpty ? "it takes none" : $"expected {string.Join(" or ", entry.Parameters)}";
                throw new InvalidInputException($"activation '{entry.Name}': unknown parameter '{given}', {expected}");
            }
        }
    }

    private static InvalidInputException Missing(string parameter) => new(
        $"activation '{General.Name}': {parameter} is missing, expected breakpoints, values, leftSlope and rightSlope");

    private static CatalogueEntry Find(string name)
    {
        foreach (CatalogueEntry entry in Entries)
        {
            if (entry.Name == name)
            {
                return entry;
            }
        }

        return name == General.Name
            ? General
            : throw new InvalidInputException($"unknown activation '{name}', expected one of {string.Join(", ", Names)}, {General.Name}");
    }

    private sealed record CatalogueEntry(string Name, Func<Func<string, double, double>, Activation> Create, params ImmutableArray<string> Parameters);
}
