using System.Globalization;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>A flow without its weights: the field, a perceptron, and how it is integrated. A field with one input more than outputs sees the time.</summary>
internal sealed record FlowShape(MlpShape Field, int Added, double StartTime, double Time, FlowSolver Solver)
{
    /// <summary>What is not stated: T = 1, dopri5 with the tolerances of a NeuralOde, ten steps of a fixed-step scheme.</summary>
    public static FlowShape Default(MlpShape field) => new(field, 0, 0, 1, new FlowSolver("dopri5", 10, 1e-6, 1e-8));

    public int Phase => Field.Widths[^1];

    public int Width => Phase - Added;

    public NeuralOdeLayout Layout => new(Width, Added, Field.Widths[0] == Phase + 1, StartTime, Time, Solver);

    public override string ToString()
    {
        FlowShape plain = Default(Field);
        (string Name, string? Value)[] all =
        [
            ("time", Different(Time, plain.Time)),
            ("start", Different(StartTime, plain.StartTime)),
            ("added", Different(Added, plain.Added)),
            ("solver", Solver.Name == plain.Solver.Name ? null : Solver.Name),
            ("steps", Different(Solver.Steps, plain.Solver.Steps)),
            ("rtol", Different(Solver.RelativeTolerance, plain.Solver.RelativeTolerance)),
            ("atol", Different(Solver.AbsoluteTolerance, plain.Solver.AbsoluteTolerance)),
        ];
        string given = string.Join(',', all.Where(entry => entry.Value is not null).Select(entry => $"{entry.Name}={entry.Value}"));
        return $"{{{Field}}}" + (given.Length == 0 ? string.Empty : $"({given})");
    }

    private static string? Different(double value, double plain) => value == plain ? null : value.ToString("R", CultureInfo.InvariantCulture);
}
