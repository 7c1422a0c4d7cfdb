using System.Text.Json;

namespace TorchDynInspect.Cli.Tests.Demo;

/// <summary>The demo's continuous system, as a shell runs it.</summary>
public sealed class ContinuousDemoTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tdi-flow-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<JsonElement> Report(string name, int epochs)
    {
        string[] call = ["demo", "--out", Path.Combine(folder, name), "--epochs", "1", "--flow-epochs", $"{epochs}", "--json"];
        (int code, string output, string error) = await ToolProcess.Start(call).Finish();
        Assert.Equal((0, string.Empty), (code, error));
        return JsonDocument.Parse(output).RootElement;
    }

    private static double Reading(JsonElement report, string name) =>
        report.GetProperty("readings").EnumerateArray().Single(reading => reading.GetProperty("name").GetString() == name).GetProperty("value").GetDouble();

    [Fact]
    public async Task The_same_seed_gives_the_same_field_bit_for_bit()
    {
        await Report("first", 25);
        await Report("second", 25);
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "first", "report.flow.json")), File.ReadAllText(Path.Combine(folder, "second", "report.flow.json")));
    }

    [Fact]
    public async Task A_trained_field_oscillates_and_is_reported_beside_the_classical_fit()
    {
        // PyTorch 1.13 with fixed Runge–Kutta steps learns the same field (reference/hudson_bay_flow.py): equilibrium and eigenvalues agree as far as the solvers' tolerance reaches.
        JsonElement report = await Report("trained", 200);
        JsonElement results = report.GetProperty("results");
        JsonElement reference = JsonDocument.Parse(File.ReadAllText(Models.Reference("hudson_bay_flow.json"))).RootElement;
        JsonElement point = Assert.Single(results.GetProperty("equilibria").GetProperty("points").EnumerateArray());
        Assert.Equal(("flow", "certified"), (point.GetProperty("judged").GetString(), point.GetProperty("evidence").GetString()));
        Near(reference.GetProperty("equilibrium"), point.GetProperty("x"));
        Near(reference.GetProperty("eigenvalue"), point.GetProperty("eigenvalues")[0]);
        double angular = point.GetProperty("eigenvalues")[0].Deserialize<double[]>()![1];
        Assert.Equal(2 * Math.PI / Math.Abs(angular), Reading(report, "period implied at the equilibrium of the learned field"), 1e-12);

        JsonElement scipy = JsonDocument.Parse(File.ReadAllText(Models.Reference("lotka_volterra.json"))).RootElement;
        JsonElement classical = results.GetProperty("lotkaVolterra");
        foreach (string name in (string[])["linearPeriod", "period", "sumOfSquares", "oneStepError", "trajectoryError"])
        {
            Assert.Equal(scipy.GetProperty(name).GetDouble(), classical.GetProperty(name).GetDouble(), 1e-5);
        }

        JsonElement info = results.GetProperty("flow").GetProperty("layers")[0];
        Assert.Equal(("flow", "dopri5"), (info.GetProperty("type").GetString(), info.GetProperty("solver").GetString()));
        Assert.Equal(JsonValueKind.Array, results.GetProperty("periodicOrbits").GetProperty("orbits").ValueKind);
        Assert.Equal("numerical", classical.GetProperty("evidence").GetString());
    }

    private static void Near(JsonElement expected, JsonElement actual)
    {
        (double[] wanted, double[] found) = (expected.Deserialize<double[]>()!, actual.Deserialize<double[]>()!);
        Assert.Equal(wanted.Length, found.Length);
        Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }
}
