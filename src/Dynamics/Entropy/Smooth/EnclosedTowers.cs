using TorchDynInspect.Dynamics.Entropy.Tower;

namespace TorchDynInspect.Dynamics.Entropy.Smooth;

/// <summary>Pairs of towers, inner and outer, on one grid after the other.</summary>
internal static class EnclosedTowers
{
    /// <summary>Grids, as powers of two below the domain: 0 is no grid, the sharpest; coarse ones close where orbits converge.</summary>
    private static readonly int[] Grids = [0, 40, 24];

    /// <summary>Improves the bounds until they are close enough.</summary>
    /// <param name="laps">The map.</param>
    /// <param name="refinement">The bounds so far.</param>
    /// <param name="most">Nodes of a tower at most.</param>
    /// <param name="progress">Told the share of the grids that are done; may be null.</param>
    public static void Refine(EnclosedLaps laps, TowerRefinement refinement, int most, IProgress<double>? progress)
    {
        int scale = Math.ILogB(Math.Max(Math.Abs(laps.Lower), Math.Abs(laps.Upper)));
        for (int i = 0; i < Grids.Length && !refinement.IsDone; i++)
        {
            double unit = Grids[i] == 0 ? 0 : Math.ScaleB(1, scale - Grids[i]);
            refinement.Enclosed(Tower(outer: false), laps.IsBounding ? Tower(outer: true) : null, most);
            progress?.Report((i + 1.0) / Grids.Length);

            IntervalTower<double> Tower(bool outer) => new(new EnclosedTowerRule(laps, outer, unit));
        }

        progress?.Report(1);
    }
}
