using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>A closed orbit φ_T(x) = x of a flow, T its least period.</summary>
public sealed record PeriodicOrbit
{
    /// <summary>A point of the orbit.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>T.</summary>
    public required double Period { get; init; }

    /// <summary>An estimate of the error of <see cref="Period"/>: its change from a looser tolerance of the integration to the one that gave it, and what the residual may move it.</summary>
    public required double PeriodError { get; init; }

    /// <summary>An estimate of the error of <see cref="X"/> across the flow, found in the same way.</summary>
    public required double PointError { get; init; }

    /// <summary>The largest ‖φ(x_i) − x_(i+1)‖∞ over the shooting segments.</summary>
    public required double Residual { get; init; }

    /// <summary>Shooting segments that were used.</summary>
    public required int Segments { get; init; }

    /// <summary>The Floquet multipliers without the trivial one, d − 1 of them by decreasing modulus: eigenvalues of the linearised return map across the flow.</summary>
    public required ImmutableArray<Complex> Multipliers { get; init; }

    /// <summary>
    /// An estimate of the absolute error of the multipliers, from two tolerances and from matrices perturbed at the level of <see cref="TrivialDeviation"/>. A multiplier
    /// that is smaller is not resolved; in the plane e^<see cref="DivergenceIntegral"/> gives the only one to full relative accuracy.
    /// </summary>
    public required double MultiplierError { get; init; }

    /// <summary>
    /// max ‖Dφ(x_i) f(x_i) − f(x_(i+1))‖/‖f(x_(i+1))‖ over the shooting segments; for a single one ‖M f − f‖/‖f‖, M the monodromy matrix. Exactly 0 in theory, since the flow direction
    /// is carried into itself and has the multiplier 1; what is seen is the accuracy reached.
    /// </summary>
    public required double TrivialDeviation { get; init; }

    /// <summary>∮ tr Df dt; the product of all multipliers is its exponential (Liouville).</summary>
    public required double DivergenceIntegral { get; init; }

    /// <summary>Orbital stability: the multipliers against 1, neutral when one cannot be told from the unit circle within <see cref="MultiplierError"/>.</summary>
    public required Stability Stability { get; init; }

    /// <summary>
    /// Points along the orbit in equal times, the first one again at the end. Before returning, an unstable orbit is followed segment by segment, each from its own
    /// shooting point.
    /// </summary>
    public required Matrix Points { get; init; }

    /// <summary>Whether all of <see cref="Points"/> lie in the box of the search.</summary>
    public required bool IsInside { get; init; }

    /// <summary>The dimension of the family of closed orbits that it seems to belong to, from the singular values of the shooting equations; 0 for an isolated one.</summary>
    public required int FamilyDimension { get; init; }

    /// <summary>Largest extent of the orbit along an axis.</summary>
    public double Diameter
    {
        get
        {
            double largest = 0;
            for (int j = 0; j < Points.Columns; j++)
            {
                (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
                for (int i = 0; i < Points.Rows; i++)
                {
                    (low, high) = (Math.Min(low, Points[i, j]), Math.Max(high, Points[i, j]));
                }

                largest = Math.Max(largest, high - low);
            }

            return largest;
        }
    }

    /// <summary>Always <see cref="EvidenceLevel.Numerical"/>: Newton's method converged in floating point; existence is not proved.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Numerical;
}
