using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>How far the trajectories of a field are from a series: mean squared errors in shares of each coordinate's variance.</summary>
/// <param name="OneStep">From every observation to the next.</param>
/// <param name="FromObserved">Of the trajectory from the first observation to the end.</param>
/// <param name="FromFitted">Of the trajectory from <paramref name="Start"/> to the end.</param>
/// <param name="Start">The start whose trajectory lies closest to all observations, in the sum of squares.</param>
internal sealed record FieldErrors(double OneStep, double FromObserved, double FromFitted, ImmutableArray<double> Start)
{
    /// <summary>Measures a field; NaN where a trajectory does not exist that long.</summary>
    /// <param name="field">The field, in the coordinates of the series.</param>
    /// <param name="series">The series.</param>
    public static FieldErrors Of(IVectorField field, StateSeries series)
    {
        Matrix states = series.States;
        ImmutableArray<double> deviation = Standardisation.Of(states).Deviation;
        double[] first = states.Row(0).ToArray();
        (double[] Residuals, double[] Jacobian)? observed = TrajectoryResiduals.Of(field, first, states, series.Step);
        LevenbergMarquardt.Minimum? fitted = observed is null
            ? null
            : LevenbergMarquardt.Descend(start => TrajectoryResiduals.Of(field, start, states, series.Step), first);
        return new FieldErrors(
            OneStepError(field, states, series.Step, deviation),
            observed is { } o ? Share(o.Residuals, deviation) : double.NaN,
            fitted is null ? double.NaN : Share(fitted.Residuals, deviation),
            [.. fitted?.Parameters ?? first]);
    }

    private static double OneStepError(IVectorField field, Matrix states, double step, ImmutableArray<double> deviation)
    {
        int d = states.Columns;
        OdeSolver solver = new(field, TrajectoryResiduals.Solver);
        double[] residuals = new double[(states.Rows - 1) * d];
        for (int i = 0; i + 1 < states.Rows; i++)
        {
            double[] state = states.Row(i).ToArray();
            try
            {
                _ = solver.Integrate(state, step);
            }
            catch (StepSizeUnderflowException)
            {
                return double.NaN;
            }

            for (int j = 0; j < d; j++)
            {
                residuals[(i * d) + j] = state[j] - states[i + 1, j];
            }
        }

        return Share(residuals, deviation);
    }

    private static double Share(double[] residuals, ImmutableArray<double> deviation) =>
        residuals.Select((r, i) => r / deviation[i % deviation.Length]).Average(r => r * r);
}
