using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints.Smooth;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Flows;

/// <summary>
/// From an equilibrium of the field to a fixed point of the time-T map: eigenvalues e^{Tλ} of the exact flow, where |e^{Tμ} − e^{Tλ}| ≤ |e^{Tλ}|(e^{|T|r} − 1) for |μ − λ| ≤ r, and
/// R(hλ)^N of N equal steps, R the scheme's stability function.
/// </summary>
/// <param name="flow">The flow layer.</param>
internal sealed class SchemeSpectrum(Flow flow)
{
    private readonly ButcherTableau tableau = ButcherTableau.For(flow.Solver.Name);

    /// <summary>The point with the multipliers of the map, judged as one.</summary>
    /// <param name="equilibrium">Judged as an equilibrium of the field, in whichever coordinates.</param>
    public FixedPoint OfTheMap(FixedPoint equilibrium)
    {
        (Complex Value, double Radius)[] spectrum =
        [
            .. equilibrium.Eigenvalues.Select((value, i) => (Multiplier(value), Radius(value, i, equilibrium.EigenvalueRadii)))
                .OrderByDescending(pair => Complex.Abs(pair.Item1)),
        ];
        ImmutableArray<Complex> values = [.. spectrum.Select(pair => pair.Value)];
        ImmutableArray<double> radii = tableau.IsAdaptive && !equilibrium.EigenvalueRadii.IsEmpty ? [.. spectrum.Select(pair => pair.Radius)] : [];
        (Stability stability, EvidenceLevel evidence) = tableau.IsAdaptive
            ? (flow.Time > 0 ? equilibrium.Stability : Reversed(equilibrium.Stability), equilibrium.StabilityEvidence)
            : (equilibrium.OnKink ? Stability.Undecided : Judge(values), EvidenceLevel.Numerical);
        return equilibrium with
        {
            Eigenvalues = values,
            EigenvalueRadii = radii,
            Stability = stability,
            StabilityEvidence = evidence,
            Judged = SystemKind.Map,
            Remark = Remark(equilibrium, stability),
        };
    }

    private string? Remark(FixedPoint equilibrium, Stability asMap)
    {
        Stability asFlow = flow.Time > 0 ? equilibrium.Stability : Reversed(equilibrium.Stability);
        string? note = tableau.IsAdaptive || asMap == asFlow
            ? null
            : $"{Word(asMap)} under {flow.Solver.Steps} {flow.Solver.Name} steps of {flow.Time / flow.Solver.Steps:G4}, {Word(asFlow)} under the exact flow";
        return (equilibrium.Remark, note) switch
        {
            (string first, string second) => $"{first}; {second}",
            _ => equilibrium.Remark ?? note,
        };
    }

    private Complex Multiplier(Complex value)
    {
        if (tableau.IsAdaptive)
        {
            return Complex.Exp(flow.Time * value);
        }

        double step = flow.Time / flow.Solver.Steps;
        Complex[] slopes = new Complex[tableau.Stages];
        Complex growth = 1;
        for (int i = 0; i < tableau.Stages; i++)
        {
            Complex at = 1;
            for (int j = 0; j < tableau.A[i].Length; j++)
            {
                at += step * tableau.A[i][j] * slopes[j];
            }

            slopes[i] = value * at;
            growth += step * tableau.B[i] * slopes[i];
        }

        Complex power = 1;
        for (int n = 0; n < flow.Solver.Steps; n++)
        {
            power *= growth;
        }

        return power;
    }

    private double Radius(Complex value, int index, ImmutableArray<double> radii)
    {
        if (index >= radii.Length || double.IsInfinity(radii[index]))
        {
            return double.PositiveInfinity;
        }

        // The exponential of a complex double and the product in front of it are off by a few units; |T λ| of them in the argument's rounding.
        double modulus = Math.Exp(flow.Time * value.Real);
        double rounding = 1e-15 * (4 + Math.Abs(flow.Time) * Complex.Abs(value)) * modulus;
        double spread = Math.Abs(flow.Time) * radii[index];

        // An exponential that underflows is no zero.
        const double Underflow = 1e-300;
        return ((modulus * (spread < 1e-5 ? spread * (1 + spread) : Math.Exp(spread) - 1)) + rounding + Underflow) * (1 + 1e-12);
    }

    private static Stability Judge(ImmutableArray<Complex> values)
    {
        double[] radii = [.. values.Select(value => 1e-9 * (1 + Complex.Abs(value)))];
        Stability judged = ProvedStability.Judge(values.AsSpan(), radii, SystemKind.Map);
        return judged == Stability.Undecided ? Stability.Neutral : judged;
    }

    private static Stability Reversed(Stability stability) => stability switch
    {
        Stability.Attracting => Stability.Repelling,
        Stability.Repelling => Stability.Attracting,
        _ => stability,
    };

    private static string Word(Stability stability) => stability.ToString().ToLowerInvariant();
}
