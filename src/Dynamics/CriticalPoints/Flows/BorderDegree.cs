using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>
/// Brouwer's degree of ∇Φ over a box, from its direction on the border alone: signs at two ends, the winding number along a rectangle, solid angles over the six faces
/// of a box in space. Where all critical points are non-degenerate it is Σ (−1)^index over those in the box (Poincaré and Hopf). The border is refined until neighbouring
/// directions are less than 60° apart, and halved once more as a check; it is sampled, so that an agreement is no proof.
/// </summary>
internal sealed class BorderDegree
{
    private const int Sides = 24;
    private const int MostEvaluations = 60_000;

    private readonly ReadoutJet jet;
    private readonly Box box;
    private readonly int d;
    private readonly Func<bool> stop;
    private int evaluations;
    private bool failed;

    private BorderDegree(Network network, Box box, Func<bool> stop)
    {
        jet = new ReadoutJet(network, false);
        (this.box, d, this.stop) = (box, network.Inputs, stop);
    }

    /// <summary>The degree, for at most three dimensions; null where there are more, where ∇Φ vanishes on the border, or when the border is too intricate.</summary>
    /// <param name="network">Φ.</param>
    /// <param name="box">The box.</param>
    /// <param name="stop">Asked often; true gives up.</param>
    public static int? Of(Network network, Box box, Func<bool> stop)
    {
        BorderDegree border = new(network, box, stop);
        double degree = network.Inputs switch
        {
            1 => border.Line(),
            2 => border.Rectangle(),
            3 => border.Faces(),
            _ => double.NaN,
        };
        int nearest = border.failed || double.IsNaN(degree) ? 0 : (int)Math.Round(degree);
        return border.failed || !(Math.Abs(degree - nearest) < 1e-3) ? null : nearest;
    }

    private double Line() => 0.5 * (Direction([box.Upper[0]])[0] - Direction([box.Lower[0]])[0]);

    private double Rectangle()
    {
        double[][] corners =
        [
            [box.Lower[0], box.Lower[1]], [box.Upper[0], box.Lower[1]], [box.Upper[0], box.Upper[1]], [box.Lower[0], box.Upper[1]],
        ];
        double turn = 0;
        for (int side = 0; side < 4; side++)
        {
            double[] from = corners[side];
            double[] fromDirection = Direction(from);
            for (int k = 1; k <= Sides && !failed; k++)
            {
                double[] to = Between(corners[side], corners[(side + 1) % 4], (double)k / Sides);
                double[] toDirection = Direction(to);
                turn += Turn(from, fromDirection, to, toDirection, 0);
                (from, fromDirection) = (to, toDirection);
            }
        }

        return turn / (2 * Math.PI);
    }

    private double Turn(double[] from, double[] fromDirection, double[] to, double[] toDirection, int depth)
    {
        if (failed)
        {
            return 0;
        }

        double[] middle = Between(from, to, 0.5);
        double[] direction = Direction(middle);
        if (AreClose(fromDirection, direction) && AreClose(direction, toDirection) && AreClose(fromDirection, toDirection))
        {
            return Angle(fromDirection, direction) + Angle(direction, toDirection);
        }

        failed |= depth > 40;
        return Turn(from, fromDirection, middle, direction, depth + 1) + Turn(middle, direction, to, toDirection, depth + 1);
    }

    private double Faces()
    {
        const int Cells = 6;
        double covered = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            (int u, int v) = ((axis + 1) % 3, (axis + 2) % 3);
            for (int end = 0; end < 2; end++)
            {
                double[][] grid = new double[(Cells + 1) * (Cells + 1)][];
                double[][] directions = new double[grid.Length][];
                for (int i = 0; i < grid.Length; i++)
                {
                    double[] x = new double[3];
                    x[axis] = end == 0 ? box.Lower[axis] : box.Upper[axis];
                    x[u] = Share(u, (double)(i % (Cells + 1)) / Cells);
                    x[v] = Share(v, (double)(i / (Cells + 1)) / Cells);
                    (grid[i], directions[i]) = (x, Direction(x));
                }

                for (int i = 0; i < Cells * Cells && !failed; i++)
                {
                    int corner = (i / Cells * (Cells + 1)) + (i % Cells);
                    int[] quad = [corner, corner + 1, corner + Cells + 2, corner + Cells + 1];
                    double part = Solid([.. new[] { quad[0], quad[1], quad[2] }.Select(k => (grid[k], directions[k]))], 0)
                        + Solid([.. new[] { quad[0], quad[2], quad[3] }.Select(k => (grid[k], directions[k]))], 0);
                    covered += end == 0 ? -part : part;
                }
            }
        }

        return covered / (4 * Math.PI);
    }

    /// <summary>The solid angle that the directions over a triangle cover, with its sign.</summary>
    private double Solid((double[] X, double[] Direction)[] triangle, int depth)
    {
        if (failed)
        {
            return 0;
        }

        (double[] X, double[] Direction)[] middles = new (double[], double[])[3];
        bool isClose = true;
        for (int k = 0; k < 3; k++)
        {
            double[] x = Between(triangle[k].X, triangle[(k + 1) % 3].X, 0.5);
            middles[k] = (x, Direction(x));
            isClose &= AreClose(triangle[k].Direction, triangle[(k + 1) % 3].Direction) && AreClose(triangle[k].Direction, middles[k].Direction)
                && AreClose(triangle[(k + 1) % 3].Direction, middles[k].Direction);
        }

        (double[], double[])[][] parts =
        [
            [triangle[0], middles[0], middles[2]], [middles[0], triangle[1], middles[1]], [middles[2], middles[1], triangle[2]], [middles[0], middles[1], middles[2]],
        ];
        if (isClose)
        {
            return parts.Sum(part => Covered(part[0].Item2, part[1].Item2, part[2].Item2));
        }

        failed |= depth > 14;
        return parts.Sum(part => Solid(part, depth + 1));
    }

    /// <summary>The solid angle of three unit vectors (van Oosterom, Strackee, IEEE Trans. Biomed. Eng. 30 (1983), 125).</summary>
    private static double Covered(double[] a, double[] b, double[] c)
    {
        double volume = (a[0] * ((b[1] * c[2]) - (b[2] * c[1]))) + (a[1] * ((b[2] * c[0]) - (b[0] * c[2]))) + (a[2] * ((b[0] * c[1]) - (b[1] * c[0])));
        return 2 * Math.Atan2(volume, 1 + Dot(a, b) + Dot(b, c) + Dot(c, a));
    }

    private double[] Direction(double[] x)
    {
        evaluations++;
        failed |= evaluations > MostEvaluations || stop();
        double[] direction = new double[d];
        if (failed || !jet.At(x) || !(jet.RelativeGradient > 1e-9))
        {
            failed = true;
            return direction;
        }

        double largest = jet.Gradient.Max(Math.Abs);
        double norm = Math.Sqrt(jet.Gradient.Sum(g => g / largest * (g / largest)));
        for (int i = 0; i < d; i++)
        {
            direction[i] = jet.Gradient[i] / largest / norm;
        }

        return direction;
    }

    private double Share(int axis, double share) => (box.Lower[axis] * (1 - share)) + (box.Upper[axis] * share);

    private static double[] Between(double[] x, double[] y, double share) => [.. x.Zip(y, (a, b) => (a * (1 - share)) + (b * share))];

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static bool AreClose(double[] x, double[] y) => Dot(x, y) > 0.5;

    private static double Angle(double[] x, double[] y) => Math.Atan2((x[0] * y[1]) - (x[1] * y[0]), Dot(x, y));
}
