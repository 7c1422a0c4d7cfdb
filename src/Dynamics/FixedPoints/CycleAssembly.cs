using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>Cycles from the fixed points of f^k: those of least period k, cyclic shifts counted once.</summary>
internal static class CycleAssembly
{
    /// <summary>Builds the cycles of least period <paramref name="period"/>.</summary>
    public static List<Cycle> Assemble(Network network, IteratedMap map, CandidateList list, int period, List<string> remarks)
    {
        List<(Candidate Candidate, double[][] Orbit, double Radius)> kept = [];
        foreach (Candidate candidate in MultiStartNewton.Bounded(list.Sorted(), $"points of period {period}", remarks))
        {
            (double[][] orbit, double radius) = Orbit(network, candidate, period);
            bool shorter = Enumerable.Range(1, period - 1).Any(
                k => period % k == 0 && MaximumNorm.Distance(orbit[k], orbit[0]) <= radius + candidate.Radius);
            bool known = kept.Any(
                other => orbit.Any(point => MaximumNorm.Distance(point, other.Orbit[0]) <= radius + other.Candidate.Radius));
            if (!shorter && !known)
            {
                kept.Add((candidate, orbit, radius));
            }
        }

        List<Cycle> cycles = [];
        foreach ((Candidate candidate, double[][] orbit, _) in kept)
        {
            int first = 0;
            for (int i = 1; i < period; i++)
            {
                first = orbit[i].AsSpan().SequenceCompareTo(orbit[first]) < 0 ? i : first;
            }

            (var multipliers, Stability stability) = StabilityJudge.Judge(map, candidate);
            cycles.Add(new Cycle
            {
                Points = [.. Enumerable.Range(0, period).Select(i => orbit[(first + i) % period].ToImmutableArray())],
                Multipliers = multipliers,
                Stability = stability,
                Residual = candidate.Residual,
                Evidence = EvidenceLevel.Numerical,
            });
        }

        cycles.Sort((a, b) => a.Points[0].AsSpan().SequenceCompareTo(b.Points[0].AsSpan()));
        return cycles;
    }

    /// <summary>x, f(x), …, and the largest radius of any of them, the candidate's stretched by the norms of the maps between.</summary>
    private static (double[][] Points, double Radius) Orbit(Network network, Candidate candidate, int period)
    {
        double[][] orbit = new double[period][];
        orbit[0] = candidate.X;
        double radius = candidate.Radius;
        double largest = radius;
        for (int i = 1; i < period; i++)
        {
            AffineMap tangent = network.AffineMap(orbit[i - 1]);
            orbit[i] = network.Evaluate(orbit[i - 1]);
            radius = Math.Max(MatrixNorms.Infinity(tangent.A.Values, tangent.A.Columns) * radius, candidate.Radius);
            largest = Math.Max(largest, radius);
        }

        return (orbit, largest);
    }
}
