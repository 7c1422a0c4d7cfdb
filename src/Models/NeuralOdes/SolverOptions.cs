namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>The scheme that integrates the field of a <see cref="NeuralOde"/>.</summary>
public sealed record SolverOptions
{
    /// <summary>Creates a scheme with default steps and tolerances.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public SolverOptions(string name) => Name = name;

    /// <summary>
    /// Fixed steps: "euler", "midpoint", "rk4". Adaptive: "bosh3" (Bogacki–Shampine 3(2)), "dopri5" (Dormand–Prince 5(4)), and for stiff fields "sdirk4"
    /// (the L-stable singly diagonally implicit scheme of order 4(3); Hairer, Wanner, Solving ODEs II, table IV.6.5).
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = ["euler", "midpoint", "rk4", "bosh3", "dopri5", "sdirk4"];

    /// <summary>The scheme's name.</summary>
    public string Name { get; init; }

    /// <summary>Equal steps over the time of a fixed-step scheme; ignored by adaptive ones. Default 10.</summary>
    public int Steps { get; init; } = 10;

    /// <summary>Local error an adaptive scheme allows, relative to the state. Default 1e−6, which float32 can still meet; it cannot meet less than 16 unit roundoffs, 9.5e−7.</summary>
    public double RelativeTolerance { get; init; } = 1e-6;

    /// <summary>Local error an adaptive scheme allows where the state is near 0. Default 1e−8.</summary>
    public double AbsoluteTolerance { get; init; } = 1e-8;

    /// <summary>Steps an adaptive scheme may try for one row before it gives up with an <see cref="OdeSolverException"/>. Default 100,000.</summary>
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>Whether the scheme chooses its step sizes.</summary>
    public bool IsAdaptive => Name is "bosh3" or "dopri5" or "sdirk4";

    /// <summary>The default scheme of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static implicit operator SolverOptions(string name) => FromString(name);

    /// <summary>The default scheme of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static SolverOptions FromString(string name) => new(name);

    internal void Validate()
    {
        if (!Names.Contains(Name))
        {
            throw new ArgumentException($"solver: \"{Name}\" is unknown, expected one of {string.Join(", ", Names)}");
        }

        if (Steps < 1 || MaxSteps < 1)
        {
            throw new ArgumentException($"solver: {Steps} steps, at most {MaxSteps}, expected at least 1");
        }

        if (!(RelativeTolerance > 0 && double.IsFinite(RelativeTolerance) && AbsoluteTolerance > 0 && double.IsFinite(AbsoluteTolerance)))
        {
            throw new ArgumentException($"solver: tolerances {RelativeTolerance} and {AbsoluteTolerance}, expected positive numbers");
        }
    }
}
