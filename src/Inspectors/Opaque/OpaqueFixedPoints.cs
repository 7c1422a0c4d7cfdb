using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Inspectors.Probing;

namespace TorchDynInspect.Inspectors.Opaque;

/// <summary>Fixed points and cycles of an opaque module. Everything is Sampled: a point that no start reaches is missed.</summary>
internal static class OpaqueFixedPoints
{
    public static FixedPointResult Search(
        OpaqueMap map, int outputs, Box box, FixedPointOptions options, Matrix? extraStarts, IProgress<double>? progress, CancellationToken cancellation)
    {
        int d = map.Inputs;
        if (outputs != d)
        {
            throw new InvalidInputException($"fixed points: the module maps {d} numbers to {outputs}, expected equally many");
        }

        if (box.Dimension != d)
        {
            throw new InvalidInputException($"box: has {box.Dimension} axes, the module takes {d} numbers");
        }

        Matrix starts = Starts(box, options, extraStarts);
        var search = new NewtonSearch(map, box, options, cancellation);
        List<NewtonRoot> fixedPoints = [];
        List<NewtonRoot> earlier = [];
        List<Cycle> cycles = [];
        for (int period = 1; period <= options.Period && !search.Interrupted; period++)
        {
            List<NewtonRoot> roots = search.Roots(starts, period);
            if (period == 1)
            {
                fixedPoints = roots;
            }

            // A root of f^p that an f^q with q < p has already has a smaller least period.
            List<NewtonRoot> fresh = [.. roots.Where(root => !earlier.Exists(root.IsSameAs))];
            if (period > 1)
            {
                cycles.AddRange(Cycles(map, fresh, period));
            }

            earlier.AddRange(fresh);
            progress?.Report((double)period / options.Period);
        }

        return new FixedPointResult
        {
            Box = box,
            Options = options,
            Points = [.. fixedPoints.Select(root => Describe(map, root)).OrderBy(point => point.X, Lexicographic.Order)],
            Cycles = [.. cycles.OrderBy(cycle => cycle.Period).ThenBy(cycle => cycle.Points[0], Lexicographic.Order)],
            Complete = false,
            Evidence = EvidenceLevel.Sampled,
            Interrupted = search.Interrupted,
        };
    }

    private static Matrix Starts(Box box, FixedPointOptions options, Matrix? extra)
    {
        if (extra is not null && extra.Columns != box.Dimension)
        {
            throw new InvalidInputException($"extra starts: have {extra.Columns} numbers each, expected {box.Dimension}");
        }

        ulong state = (ulong)options.Seed;
        double[] values = new double[options.Starts * box.Dimension];
        for (int i = 0; i < values.Length; i++)
        {
            int axis = i % box.Dimension;
            values[i] = box.Lower[axis] + ((box.Upper[axis] - box.Lower[axis]) * ProbePoints.NextUnit(ref state));
        }

        return new Matrix(options.Starts + (extra?.Rows ?? 0), box.Dimension, [.. values, .. extra is null ? [] : extra.Values]);
    }

    private static FixedPoint Describe(OpaqueMap map, NewtonRoot root)
    {
        ImmutableArray<Complex> eigenvalues = Eigenvalues(root);
        return new FixedPoint
        {
            X = [.. root.X],
            Eigenvalues = eigenvalues,
            Stability = Judge(eigenvalues, map.UnitRoundoff),
            StabilityEvidence = EvidenceLevel.Sampled,
            Residual = root.Residual,
            Evidence = EvidenceLevel.Sampled,
        };
    }

    private static IEnumerable<Cycle> Cycles(OpaqueMap map, List<NewtonRoot> roots, int period)
    {
        var left = new List<NewtonRoot>(roots);
        while (left.Count > 0)
        {
            NewtonRoot first = left[0];
            List<ImmutableArray<double>> orbit = [[.. first.X]];
            while (orbit.Count < period)
            {
                orbit.Add([.. map.Values(new Matrix(1, map.Inputs, orbit[^1].AsSpan())).Values]);
            }

            left.RemoveAll(root => ReferenceEquals(root, first) || orbit.Exists(x => root.IsSameAs(first with { X = [.. x] })));
            int start = Enumerable.Range(0, period).Aggregate((a, b) => Lexicographic.Order.Compare(orbit[a], orbit[b]) <= 0 ? a : b);
            ImmutableArray<Complex> multipliers = Eigenvalues(first);
            yield return new Cycle
            {
                Points = [.. orbit.Skip(start).Concat(orbit.Take(start))],
                Multipliers = multipliers,
                Stability = Judge(multipliers, map.UnitRoundoff),
                StabilityEvidence = EvidenceLevel.Sampled,
                Residual = first.Residual,
                Evidence = EvidenceLevel.Sampled,
            };
        }
    }

    private static ImmutableArray<Complex> Eigenvalues(NewtonRoot root) =>
        Spectrum.Of(new Matrix(root.X.Length, root.X.Length, root.Jacobian)).Eigenvalues;

    // An eigenvalue of a matrix known to u is known to about √u where it is defective (Wilkinson): nearer to the unit circle nothing can be said.
    private static Stability Judge(ImmutableArray<Complex> eigenvalues, double unitRoundoff)
    {
        double margin = Math.Sqrt(unitRoundoff);
        if (eigenvalues.Any(value => Math.Abs(Complex.Abs(value) - 1) <= margin))
        {
            return Stability.Neutral;
        }

        int outside = eigenvalues.Count(value => Complex.Abs(value) > 1);
        return outside == 0 ? Stability.Attracting : outside == eigenvalues.Length ? Stability.Repelling : Stability.Saddle;
    }
}
