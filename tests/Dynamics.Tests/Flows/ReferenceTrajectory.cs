using System.Text.Json;

namespace TorchDynInspect.Dynamics.Tests.Flows;

/// <summary>A solution that reference/trajectories.py computed, with the effort of scipy's solvers.</summary>
internal sealed record ReferenceTrajectory(string Name, double[] Start, double Time, double[] State, double Spread, ReferenceTrajectory.Effort[] Scipy)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static ReferenceTrajectory Of(string name) =>
        JsonSerializer.Deserialize<ReferenceTrajectory[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Flows", "reference", "trajectories.json")), Web)!
            .Single(problem => problem.Name == name);

    public FieldOf Field() => Name switch
    {
        "linear" => new LinearField([-0.5, 2, 0, -2, -0.5, 0, 0.25, 0, -1]),
        "lotka-volterra" => new LotkaVolterra(),
        "van-der-pol-1" => new VanDerPol(1),
        "van-der-pol-1000" => new VanDerPol(1000),
        "lorenz" => new Lorenz(),
        "robertson" => new Robertson(),
        _ => throw new InvalidOperationException(Name),
    };

    public sealed record Effort(string Method, double Rtol, double Atol, int Accepted, int Rejected, int Evaluations, double Error);
}
