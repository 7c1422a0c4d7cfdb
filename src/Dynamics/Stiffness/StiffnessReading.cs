using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Stiffness;

/// <summary>Reads stiffness and logarithmic norms along a trajectory.</summary>
public static class StiffnessReading
{
    /// <summary>Reads Df at given points. O(N d³).</summary>
    /// <param name="field">f.</param>
    /// <param name="times">N times, increasing.</param>
    /// <param name="states">N × d, the state at each time.</param>
    /// <param name="options">Thresholds; null for the defaults.</param>
    /// <exception cref="InvalidInputException">Numbers of times and states differ, are zero, times do not increase, or Df overflows.</exception>
    public static StiffnessResult StiffnessAlong(
        this IVectorField field, ReadOnlySpan<double> times, Matrix states, StiffnessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(states);
        options ??= new StiffnessOptions();
        if (!(options.DecayThreshold >= 0 && options.NegligibleShare >= 0))
        {
            throw new InvalidInputException("stiffness: expected a threshold and a negligible share of at least 0");
        }

        int d = field.Dimension;
        Preconditions.RequireLength(states.Columns, d, "state");
        Preconditions.RequireLength(times.Length, states.Rows, "times of a trajectory");
        Preconditions.RequireFinite(times, "times of a trajectory");
        if (states.Rows == 0)
        {
            throw new InvalidInputException("stiffness: the trajectory has no states, expected at least one");
        }

        for (int k = 1; k < times.Length; k++)
        {
            if (!(times[k] > times[k - 1]))
            {
                throw new InvalidInputException($"stiffness: time {k} is {times[k]} after {times[k - 1]}, expected times that increase");
            }
        }

        Matrix[] jacobians = new Matrix[states.Rows];
        double[] jacobian = new double[d * d];
        for (int k = 0; k < states.Rows; k++)
        {
            field.Jacobian(states.Row(k), jacobian);
            jacobians[k] = new Matrix(d, d, jacobian);
        }

        SpectrumBatch spectra = BatchSpectra.Of(jacobians);
        ImmutableArray<StiffnessSample>.Builder samples = ImmutableArray.CreateBuilder<StiffnessSample>(states.Rows);
        for (int k = 0; k < states.Rows; k++)
        {
            samples.Add(Sample(times[k] - times[0], states.Row(k), jacobians[k], spectra[k].Eigenvalues, options));
        }

        double duration = Math.Abs(times[^1] - times[0]);
        return new StiffnessResult
        {
            Samples = samples.ToImmutable(),
            Options = options,
            Duration = duration,
            LargestRatio = samples.Max(sample => sample.Ratio),
            SpectralRadiusTime = duration * samples.Max(sample => sample.SpectralRadius),
            DecayTime = duration * samples.Max(sample => sample.FastestDecay),
            LargestMu = (samples.Max(sample => sample.Mu1), samples.Max(sample => sample.Mu2), samples.Max(sample => sample.MuInfinity)),
            IntegratedMu = (Integral(samples, sample => sample.Mu1), Integral(samples, sample => sample.Mu2), Integral(samples, sample => sample.MuInfinity)),
        };
    }

    /// <summary>Follows a trajectory and reads Df at equally spaced times from 0 to T, both included.</summary>
    /// <param name="field">f.</param>
    /// <param name="initial">Where the trajectory starts, d finite numbers.</param>
    /// <param name="time">T, positive.</param>
    /// <param name="count">How many times, at least 2.</param>
    /// <param name="solver">The scheme that follows it; an implicit one where the field may be stiff.</param>
    /// <param name="options">Thresholds; null for the defaults.</param>
    /// <param name="cancellation">Ends the reading with an exception.</param>
    /// <exception cref="InvalidInputException">As <see cref="OdeSolver.Integrate"/>, the time is not positive, or Df overflows.</exception>
    public static StiffnessResult Stiffness(
        this IVectorField field,
        ReadOnlySpan<double> initial,
        double time,
        int count,
        FlowSolver solver,
        StiffnessOptions? options = null,
        CancellationToken cancellation = default)
    {
        Trajectory trajectory = field.Trajectory(initial, time, count, solver, cancellation);
        return field.StiffnessAlong(trajectory.Times.AsSpan(), trajectory.States, options);
    }

    private static StiffnessSample Sample(
        double time, ReadOnlySpan<double> x, Matrix jacobian, ImmutableArray<Complex> eigenvalues, StiffnessOptions options)
    {
        double negligible = options.NegligibleShare * eigenvalues.Select(Complex.Abs).DefaultIfEmpty(0).Max();
        double[] decays = [.. eigenvalues.Where(value => value.Real < -negligible).Select(value => -value.Real)];
        double divergence = 0;
        for (int i = 0; i < jacobian.Rows; i++)
        {
            divergence += jacobian[i, i];
        }

        return new StiffnessSample
        {
            Time = time,
            X = [.. x],
            Eigenvalues = eigenvalues,
            Ratio = decays.Length >= 2 ? decays.Max() / decays.Min() : null,
            FastestDecay = decays.DefaultIfEmpty(0).Max(),
            Divergence = divergence,
            Mu1 = LogarithmicNorm.Of(jacobian.Values, VectorNorm.One),
            Mu2 = LogarithmicNorm.Of(jacobian.Values, VectorNorm.Two),
            MuInfinity = LogarithmicNorm.Of(jacobian.Values, VectorNorm.Infinity),
        };
    }

    private static double Integral(ImmutableArray<StiffnessSample>.Builder samples, Func<StiffnessSample, double> value)
    {
        double sum = 0;
        for (int k = 1; k < samples.Count; k++)
        {
            sum += (value(samples[k - 1]) + value(samples[k])) / 2 * (samples[k].Time - samples[k - 1].Time);
        }

        return sum;
    }
}
