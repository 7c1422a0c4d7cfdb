using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>Joins the pieces in different cells to connected sets: two belong together when their polytopes have a point in common, decided exactly.</summary>
internal static class ContinuumAssembly
{
    /// <summary>The connected sets, in the order of their bounds.</summary>
    public static ImmutableArray<FixedPointContinuum> Assemble(CellEquations cells, List<ContinuumPiece> found, int period)
    {
        List<ContinuumPiece> pieces = WithoutContained(cells, found);
        int[] root = [.. Enumerable.Range(0, pieces.Count)];
        for (int i = 0; i < pieces.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (int a, int b) = (Root(i), Root(j));
                if (a != b && cells.Touch(pieces[i], pieces[j]))
                {
                    root[a] = b;
                }
            }
        }

        return
        [
            .. Enumerable.Range(0, pieces.Count).GroupBy(Root).Select(set => Continuum([.. set.Select(i => pieces[i])], period))
                .OrderBy(continuum => continuum.Bounds, Comparer<Box>.Create((a, b) => a.Lower.AsSpan().SequenceCompareTo(b.Lower.AsSpan()))),
        ];

        int Root(int i)
        {
            while (root[i] != i)
            {
                i = root[i];
            }

            return i;
        }
    }

    /// <summary>Leaves out what lies in another piece: cells of lower dimension, and faces that a neighbour has too.</summary>
    private static List<ContinuumPiece> WithoutContained(CellEquations cells, List<ContinuumPiece> found)
    {
        List<ContinuumPiece> kept = [];
        foreach (ContinuumPiece piece in found.OrderByDescending(piece => piece.Dimension).ThenBy(piece => piece.Pattern, PatternOrder.Instance))
        {
            if (!kept.Exists(other => piece.Vertices.TrueForAll(x => cells.Holds(other, x))))
            {
                kept.Add(piece);
            }
        }

        return kept;
    }

    private static FixedPointContinuum Continuum(List<ContinuumPiece> pieces, int period)
    {
        Rational[][] all = [.. pieces.SelectMany(piece => piece.Vertices)];
        int d = all[0].Length;
        double[] lower = [.. Enumerable.Range(0, d).Select(i => all.Min(x => x[i].RoundedDown()))];
        double[] upper = [.. Enumerable.Range(0, d).Select(i => all.Max(x => x[i].RoundedUp()))];
        return new FixedPointContinuum
        {
            Period = period,
            Dimension = pieces.Max(piece => piece.Dimension),
            Pieces = [.. pieces.Select(piece => Matrix.FromRows([.. piece.Vertices.Select(x => x.Select(c => c.ToDouble()).ToArray())]))],
            Bounds = new Box(lower, upper),
            Evidence = EvidenceLevel.Certified,
        };
    }
}
