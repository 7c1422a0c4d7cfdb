using System.Collections.Immutable;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Lyapunov;

/// <content>Flows: the variational equation between orthogonalisations.</content>
public static partial class LyapunovReading
{
    private const double FlowTransient = 100;
    private const double FlowDuration = 1000;
    private const int MostIntervals = 100_000;

    /// <summary>
    /// The exponents of a flow, one spectrum a start, shared over the cores. O(starts · steps · (cost of the field with k directions + d k²/interval)).
    /// </summary>
    /// <param name="field">f.</param>
    /// <param name="starts">N × d.</param>
    /// <param name="options">How to average; null for the defaults.</param>
    /// <param name="cancellation">Ends the reading with an exception.</param>
    /// <exception cref="InvalidInputException">Starts do not fit, an orbit leaves the finite numbers or the solver gives up.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static ImmutableArray<LyapunovSpectrum> LyapunovSpectra(
        this IVectorField field, Matrix starts, LyapunovOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        LyapunovOptions decided = Decide(options ?? new LyapunovOptions(), field.Dimension, FlowTransient, FlowDuration);
        return Each(starts, field.Dimension, decided.Workers, start =>
        {
            IVectorField own = field.ForWorker();
            double interval = decided.Interval ?? IntervalOf(own, start, decided, cancellation);
            FlowDynamics dynamics = new(own, decided.Solver, decided.Exponents ?? field.Dimension, interval, cancellation);
            return new LyapunovAverage(dynamics, SystemKind.Flow, decided).Run(start, () => dynamics.Statistics, cancellation);
        });
    }

    /// <summary>4 over the mean of ‖Df‖_F along the transient: directions then part by a factor of some e⁴ at most, which costs few digits.</summary>
    private static double IntervalOf(IVectorField field, ReadOnlySpan<double> start, LyapunovOptions options, CancellationToken cancellation)
    {
        const int Samples = 100;
        OdeSolver solver = new(field, options.Solver);
        double[] x = start.ToArray();
        double[] jacobian = new double[x.Length * x.Length];
        double piece = Math.Max(options.Transient!.Value, options.Duration!.Value / 10) / Samples;
        double sum = 0;
        for (int k = 0; k < Samples; k++)
        {
            try
            {
                solver.Integrate(x, piece, null, cancellation);
            }
            catch (InvalidInputException fault)
            {
                throw new InvalidInputException($"Lyapunov exponents: the orbit ends after time {k * piece:G6}, expected a bounded one; {fault.Message}", fault);
            }

            field.Jacobian(x, jacobian);
            sum += MatrixNorms.Frobenius(jacobian);
        }

        double duration = options.Duration.Value;
        return Math.Clamp(4 * Samples / Math.Max(sum, double.Epsilon), duration / MostIntervals, duration / 512);
    }
}
