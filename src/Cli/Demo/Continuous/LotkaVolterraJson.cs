using System.Text.Json;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>
/// The fitted Lotka–Volterra system: <c>alpha</c>, <c>beta</c>, <c>gamma</c>, <c>delta</c>, <c>initial</c>, <c>equilibrium</c> (prey and predators), <c>linearPeriod</c>,
/// <c>period</c>, <c>sumOfSquares</c> (of logarithms), <c>iterations</c>, <c>converged</c>, <c>oneStepError</c>, <c>trajectoryError</c> (null where a trajectory does not exist that long), <c>evidence</c> of all of them.
/// </summary>
internal sealed record LotkaVolterraJson(LotkaVolterraFit Fit, FieldErrors Errors, double Period) : IJsonResult
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        (LotkaVolterra system, (double u, double v)) = (Fit.System, Fit.Initial);
        writer.WriteStartObject();
        writer.WriteNumber("alpha", system.Alpha);
        writer.WriteNumber("beta", system.Beta);
        writer.WriteNumber("gamma", system.Gamma);
        writer.WriteNumber("delta", system.Delta);
        WritePair(writer, "initial", Math.Exp(u), Math.Exp(v));
        WritePair(writer, "equilibrium", system.Equilibrium.Prey, system.Equilibrium.Predators);
        writer.WriteNumber("linearPeriod", system.LinearPeriod);
        writer.WriteNumber("period", Period);
        writer.WriteNumber("sumOfSquares", Fit.SumOfSquares);
        writer.WriteNumber("iterations", Fit.Iterations);
        writer.WriteBoolean("converged", Fit.Converged);
        WriteError(writer, "oneStepError", Errors.OneStep);
        WriteError(writer, "trajectoryError", Errors.FromFitted);
        writer.WriteString("evidence", ContinuousText.Word(EvidenceLevel.Numerical));
        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, string name, double error)
    {
        if (double.IsFinite(error))
        {
            writer.WriteNumber(name, error);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WritePair(Utf8JsonWriter writer, string name, double first, double second)
    {
        writer.WriteStartArray(name);
        writer.WriteNumberValue(first);
        writer.WriteNumberValue(second);
        writer.WriteEndArray();
    }
}
