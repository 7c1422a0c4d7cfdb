using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Orbits;

/// <summary>How fast a planar orbit winds around a centre.</summary>
/// <param name="AnglePerStep">Mean angle a step in radians, positive counter-clockwise; each step counts as the turn of less than half a revolution.</param>
/// <param name="Steps">Over how many steps it was averaged; the error is at most 2π/Steps when the orbit winds around the centre for good.</param>
public sealed record Rotation(double AnglePerStep, int Steps)
{
    /// <summary>Steps for one revolution, 2π/|angle|; +∞ when the orbit does not wind.</summary>
    public double Period => 2 * Math.PI / Math.Abs(AnglePerStep);

    /// <summary>Always <see cref="EvidenceLevel.Sampled"/>: one orbit of finite length.</summary>
    public EvidenceLevel Evidence => EvidenceLevel.Sampled;

    /// <summary>Averages the angle of one orbit around a centre. O(steps).</summary>
    /// <param name="orbit">An orbit in the plane of at least two states.</param>
    /// <param name="centre">Two coordinates, e.g. a fixed point the orbit surrounds.</param>
    /// <exception cref="InvalidInputException">The orbit is not planar or too short, or passes through the centre.</exception>
    public static Rotation Around(Orbit orbit, ReadOnlySpan<double> centre)
    {
        ArgumentNullException.ThrowIfNull(orbit);
        Preconditions.RequireLength(centre.Length, 2, "centre");
        if (orbit.States.Columns != 2 || orbit.States.Rows < 2)
        {
            throw new InvalidInputException($"rotation: the orbit has {orbit.States.Rows} states of dimension {orbit.States.Columns}, expected at least 2 of dimension 2");
        }

        double sum = 0;
        for (int t = 1; t < orbit.States.Rows; t++)
        {
            (double x0, double y0) = (orbit.States[t - 1, 0] - centre[0], orbit.States[t - 1, 1] - centre[1]);
            (double x1, double y1) = (orbit.States[t, 0] - centre[0], orbit.States[t, 1] - centre[1]);
            if ((x1 == 0 && y1 == 0) || (x0 == 0 && y0 == 0))
            {
                throw new InvalidInputException($"rotation: the orbit passes through the centre at step {t}");
            }

            sum += Math.Atan2((x0 * y1) - (y0 * x1), (x0 * x1) + (y0 * y1));
        }

        return new Rotation(sum / (orbit.States.Rows - 1), orbit.States.Rows - 1);
    }
}
