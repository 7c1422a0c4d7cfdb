using System.Globalization;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Volume;

/// <summary>Reads the change of volume along a trajectory.</summary>
public static class VolumeChangeReading
{
    private const double Slack = 10;

    /// <summary>∫ tr Df against ln det Dφ_T. Four integrations.</summary>
    /// <param name="field">f.</param>
    /// <param name="x">Where the trajectory starts, d finite numbers.</param>
    /// <param name="time">T; negative goes back.</param>
    /// <param name="solver">An adaptive scheme, or one with equal steps, of which the second integration takes twice as many; null for dopri5 at 1e−10 and 1e−12.</param>
    /// <param name="cancellation">Ends the reading with an exception.</param>
    /// <exception cref="InvalidInputException">As <see cref="OdeSolver.Integrate"/>.</exception>
    public static VolumeChange VolumeChange(
        this IVectorField field, ReadOnlySpan<double> x, double time, FlowSolver? solver = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        Preconditions.RequireLength(x.Length, field.Dimension, "initial state");
        solver ??= new FlowSolver("dopri5", 1, 1e-10, 1e-12);
        FlowSolver tighter = solver.Tighter();
        double loose = Divergence(field, x, time, solver, cancellation);
        double tight = Divergence(field, x, time, tighter, cancellation);
        (double looseLog, _, _) = Determinant(field, x, time, solver, cancellation);
        (double tightLog, bool positive, double rounding) = Determinant(field, x, time, tighter, cancellation);
        double error = Math.Abs(tight - loose) + Math.Abs(tightLog - looseLog) + rounding;
        error = double.IsNaN(error) ? double.PositiveInfinity : error;
        return new VolumeChange
        {
            Start = [.. x],
            Time = time,
            DivergenceIntegral = tight,
            LogDeterminant = tightLog,
            KeepsOrientation = positive,
            Error = error,
            Liouville = new TheoryEntry(
                "Liouville's formula",
                "Liouville 1838; Hairer, Nørsett, Wanner, Solving ODEs I, theorem I.11.5",
                true,
                "det Dφ_T = exp ∫ tr Df dt along every trajectory",
                string.Create(CultureInfo.InvariantCulture, $"ln det Dφ_T = {tight:G12}"),
                string.Create(CultureInfo.InvariantCulture, $"{tightLog:G12}, each to about {error:G2}"),
                double.IsFinite(error) ? positive && Math.Abs(tight - tightLog) <= Slack * error : null),
        };
    }

    private static double Divergence(IVectorField field, ReadOnlySpan<double> x, double time, FlowSolver solver, CancellationToken cancellation)
    {
        double[] state = [.. x, 0];
        new OdeSolver(new DivergenceField(field), solver).Integrate(state, time, null, cancellation);
        return state[^1];
    }

    /// <summary>ln |det|, the sign, and what rounding may have done to the former: elimination is backward stable, so d ε ‖M‖ ‖M⁻¹‖.</summary>
    private static (double Log, bool Positive, double Rounding) Determinant(
        IVectorField field, ReadOnlySpan<double> x, double time, FlowSolver solver, CancellationToken cancellation)
    {
        Matrix matrix = field.TimeMap(x, time, solver, 1, cancellation).Jacobian!;
        int d = matrix.Rows;
        (double log, int sign) = LogDeterminant.Of(matrix.Values.ToArray(), d);
        LuFactors factors = new(d);
        factors.Factor(matrix.Values);
        return (log, sign > 0, d * 2.3e-16 * MatrixNorms.Infinity(matrix.Values, d) * factors.InverseNormInfinity());
    }
}
