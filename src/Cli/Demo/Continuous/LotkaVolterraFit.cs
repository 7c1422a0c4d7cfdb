using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>The Lotka–Volterra system and the initial state whose trajectory lies closest to a series on logarithms, in the sum of squares.</summary>
internal sealed record LotkaVolterraFit
{
    /// <summary>The coefficients, in the unit of the series' times.</summary>
    public required LotkaVolterra System { get; init; }

    /// <summary>ln x, ln y at the first time.</summary>
    public required (double U, double V) Initial { get; init; }

    /// <summary>The coefficients that the descent began with, from a linear regression of the slopes.</summary>
    public required LotkaVolterra Guess { get; init; }

    /// <summary>Σ (ln model − ln observed)².</summary>
    public required double SumOfSquares { get; init; }

    /// <summary>Steps of the descent.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the descent came to rest.</summary>
    public required bool Converged { get; init; }

    /// <summary>Fits all 2T observations at once: four coefficients, two initial values.</summary>
    /// <param name="series">T observations of prey and predators, positive.</param>
    /// <exception cref="InvalidInputException">The series has not two coordinates, or the slopes do not look like prey and predators.</exception>
    public static LotkaVolterraFit To(StateSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Names.Length != 2)
        {
            throw new InvalidInputException($"Lotka–Volterra fit: the series has {series.Names.Length} coordinates, expected 2");
        }

        Matrix logs = series.Logarithms().States;
        LotkaVolterra guess = BySlopes(logs, series.Step);
        LotkaVolterraFamily family = new();
        double[] start = [logs[0, 0], logs[0, 1], Math.Log(guess.Alpha), Math.Log(guess.Beta), Math.Log(guess.Gamma), Math.Log(guess.Delta)];
        LevenbergMarquardt.Minimum found = LevenbergMarquardt.Descend(p => TrajectoryResiduals.Of(family, p, logs, series.Step), start);
        return new LotkaVolterraFit
        {
            System = LotkaVolterraFamily.SystemOf(found.Parameters),
            Initial = (found.Parameters[0], found.Parameters[1]),
            Guess = guess,
            SumOfSquares = found.SumOfSquares,
            Iterations = found.Iterations,
            Converged = found.Converged,
        };
    }

    /// <summary>d ln x/dt = α − βy and d ln y/dt = δx − γ by central differences and linear least squares.</summary>
    internal static LotkaVolterra BySlopes(Matrix logs, double step)
    {
        (double alpha, double minusBeta) = Line(logs, step, of: 0, against: 1);
        (double minusGamma, double delta) = Line(logs, step, of: 1, against: 0);
        return alpha > 0 && minusBeta < 0 && minusGamma < 0 && delta > 0
            ? new LotkaVolterra(alpha, -minusBeta, -minusGamma, delta)
            : throw new InvalidInputException(
                $"Lotka–Volterra fit: the slopes give α = {alpha:G4}, β = {-minusBeta:G4}, γ = {-minusGamma:G4}, δ = {delta:G4}, expected positive coefficients");
    }

    private static (double Intercept, double Slope) Line(Matrix logs, double step, int of, int against)
    {
        int n = logs.Rows - 2;
        double[] y = [.. Enumerable.Range(1, n).Select(i => (logs[i + 1, of] - logs[i - 1, of]) / (2 * step))];
        double[] x = [.. Enumerable.Range(1, n).Select(i => Math.Exp(logs[i, against]))];
        (double meanX, double meanY) = (x.Average(), y.Average());
        double slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        return (meanY - (slope * meanX), slope);
    }
}
