using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;
using TorchDynInspect.Dynamics.FixedPoints.Smooth;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// Equilibria of a field, proved by the engine that suits it: cells for a piecewise-linear field (f(x) + x has its fixed points where f vanishes, in exact
/// rationals), boxes for any other. Eigenvalues are those of Df, judged by their real parts.
/// </summary>
internal static class FieldEquilibria
{
    private const double NumericalMargin = 1e-9;

    /// <summary>
    /// Searches; the method of the result says which engine answered. Where it does not end within its limit, and when Newton's method is asked for, zeros of f
    /// from many starts stand beside what is proved, each proved where that is possible.
    /// </summary>
    public static FixedPointResult Search(
        Network field, Box box, FixedPointOptions options, Matrix? extraStarts, IProgress<double>? progress, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        FixedPointOptions single = options with { Period = 1 };
        FixedPointResult? proved = options.Method == FixedPointMethod.Auto
            ? Proved(field, box, single with { Budget = options.Budget / 2 }, progress, cancellation)
            : null;
        if (proved is { Complete: true } || cancellation.IsCancellationRequested)
        {
            return proved ?? Newton();
        }

        FixedPointResult sampled = Newton();
        return proved is null ? sampled : proved with
        {
            Points =
            [
                .. proved.Points.Concat(sampled.Points.Where(point => !proved.Points.Any(known => AutomaticBoxes.AreSame(point, known))))
                    .OrderBy(point => point.X, FlowFixedPoints.Lexicographic),
            ],
            Evidence = EvidenceLevel.Sampled,
            Interrupted = sampled.Interrupted,
            Remarks = [.. proved.Remarks, .. sampled.Remarks, "the search for equilibria did not end within its limit: Newton's points are listed beside the proved ones"],
        };

        FixedPointResult Newton()
        {
            FixedPointOptions rest = single with { Budget = options.Budget - clock.Elapsed is TimeSpan left ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : null };
            FixedPointResult found = MultiStartNewton.Search(Stepped(field), box, rest, extraStarts, progress, cancellation);
            return found with { Points = [.. found.Points.Select(OfTheField)], Theory = [] };
        }
    }

    /// <summary>x + f(x).</summary>
    private static Network Stepped(Network field) => new(field.Inputs, [new Residual(field)]);

    /// <summary>Null when the field has too many dimensions.</summary>
    private static FixedPointResult? Proved(Network field, Box box, FixedPointOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (PiecewiseLinearProgram.Accepts(field))
        {
            FixedPointResult found = CellFixedPoints.Search(Stepped(field), box, options, progress, cancellation);
            return found with { Points = [.. found.Points.Select(OfTheField)], Theory = [] };
        }

        return AutomaticBoxes.MostBoxes(field, SystemKind.Flow) is long most
            ? BoxFixedPoints.Search(field, box, options, most, progress, cancellation, SystemKind.Flow)
            : null;
    }

    /// <summary>From a fixed point of x + f(x), with the eigenvalues 1 + λ, to an equilibrium of f.</summary>
    private static FixedPoint OfTheField(FixedPoint point)
    {
        (Complex Value, double Radius)[] spectrum =
        [
            .. point.Eigenvalues.Select((value, i) =>
            {
                double rounding = 4e-16 * (1 + Complex.Abs(value));
                return (value - 1, i < point.EigenvalueRadii.Length ? (point.EigenvalueRadii[i] * (1 + 1e-15)) + rounding : double.PositiveInfinity);
            }).OrderByDescending(pair => Complex.Abs(pair.Item1)),
        ];
        ImmutableArray<Complex> values = [.. spectrum.Select(pair => pair.Value)];
        ImmutableArray<double> radii = point.OnKink ? [] : [.. spectrum.Select(pair => pair.Radius)];
        Stability proved = point.OnKink ? Stability.Undecided : ProvedStability.Judge(values.AsSpan(), radii.AsSpan(), SystemKind.Flow);
        return point with
        {
            Eigenvalues = values,
            EigenvalueRadii = radii,
            Stability = proved != Stability.Undecided || point.OnKink ? proved : Numerical(values),
            StabilityEvidence = proved != Stability.Undecided ? EvidenceLevel.Certified : EvidenceLevel.Numerical,
            Judged = SystemKind.Flow,
            Remark = point.OnKink ? "linear parts of the field meet here; the eigenvalues are those of one of them and decide nothing together" : null,
        };
    }

    /// <summary>The verdict of computed eigenvalues, with a margin for their rounding.</summary>
    private static Stability Numerical(ImmutableArray<Complex> values)
    {
        double margin = NumericalMargin * (1 + Complex.Abs(values[0]));
        bool stable = values.Any(value => value.Real < -margin);
        bool unstable = values.Any(value => value.Real > margin);
        return values.Any(value => Math.Abs(value.Real) <= margin) ? Stability.Neutral
            : stable && unstable ? Stability.Saddle
            : unstable ? Stability.Repelling
            : Stability.Attracting;
    }
}
