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

    /// <summary>Beyond it the first-order picture of ‖M⁻¹E‖, computed from M itself, says little.</summary>
    private const double LargestRelativeChange = 0.1;

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
        double[] rough = [.. field.TimeMap(x, time, solver, 1, cancellation).Jacobian!.Values];
        Matrix matrix = field.TimeMap(x, time, tighter, 1, cancellation).Jacobian!;
        (double looseLog, _) = LogDeterminant.Of([.. rough], matrix.Rows);
        (double tightLog, int sign) = LogDeterminant.Of(matrix.Values.ToArray(), matrix.Rows);
        bool positive = sign > 0;
        double error = Math.Abs(tight - loose) + Math.Abs(tightLog - looseLog) + Uncertainty(matrix, rough, tighter);
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

    /// <summary>
    /// What errors E of the entries of M do to ln |det M|: at most −d ln(1 − ‖M⁻¹E‖). E is the change between the solutions, the absolute tolerance, below which an entry of a
    /// contracted direction is noise, and rounding; of equal steps rounding alone, since their derivatives are exact. Infinite where nothing is known of the determinant any more.
    /// </summary>
    private static double Uncertainty(Matrix matrix, double[] rough, FlowSolver solver)
    {
        int d = matrix.Rows;
        LuFactors factors = new(d);
        factors.Factor(matrix.Values);
        double entries = solver.IsAdaptive ? MaximumNorm.Distance(matrix.Values, rough) + solver.AbsoluteTolerance : 0;
        double change = (d * entries) + (d * 2.3e-16 * MatrixNorms.Infinity(matrix.Values, d));
        double relative = change * factors.InverseNormInfinity();
        return relative < LargestRelativeChange ? -d * Math.Log(1 - relative) : double.PositiveInfinity;
    }
}
