using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>
/// Crossings of the hyperplane through a point across the flow there, in the direction of the flow (Poincaré's section), located on the continuous extension of
/// the steps. Ends the integration when the orbit leaves a ball, or has crossed often enough.
/// </summary>
internal sealed class SectionReturns : IStepObserver
{
    private const int MostReturns = 400;
    private readonly double[] origin;
    private readonly double[] normal;
    private readonly double[] centre;
    private readonly double radius;
    private readonly double[] work;

    /// <param name="origin">The point.</param>
    /// <param name="normal">The flow direction there, times the direction of time.</param>
    /// <param name="centre">Centre of the ball.</param>
    /// <param name="radius">Its radius in the maximum norm.</param>
    public SectionReturns(ReadOnlySpan<double> origin, ReadOnlySpan<double> normal, double[] centre, double radius)
    {
        (this.origin, this.normal) = (origin.ToArray(), normal.ToArray());
        (this.centre, this.radius) = (centre, radius);
        work = new double[origin.Length];
        Points = [origin.ToArray()];
        Times = [0];
    }

    /// <summary>The crossings, the point itself first.</summary>
    public List<double[]> Points { get; }

    /// <summary>Their times.</summary>
    public List<double> Times { get; }

    /// <summary>The largest distance from the point that was seen, in the maximum norm.</summary>
    public double Extent { get; private set; }

    /// <summary>Whether the orbit left the ball.</summary>
    public bool Escaped { get; private set; }

    public bool Accepted(in DenseStep step)
    {
        double before = Height(step.Before);
        double after = Height(step.After);
        for (int i = 0; i < origin.Length; i++)
        {
            Extent = Math.Max(Extent, Math.Abs(step.After[i] - origin[i]));
            Escaped |= !(Math.Abs(step.After[i] - centre[i]) <= radius);
        }

        if (before < 0 && after >= 0)
        {
            double theta = Locate(step, before, after);
            step.At(theta, work);
            Points.Add([.. work]);
            Times.Add(step.Start + (theta * step.Length));
        }

        return !Escaped && Points.Count <= MostReturns;
    }

    /// <summary>The zero of the height within a step, by regula falsi with halved weights (Illinois).</summary>
    private double Locate(in DenseStep step, double low, double high)
    {
        (double left, double right) = (0, 1);
        double theta = 1;
        for (int n = 0; n < 60 && right - left > 1e-14; n++)
        {
            theta = right - (high * (right - left) / (high - low));
            step.At(theta, work);
            double height = Height(work);
            if (height == 0)
            {
                break;
            }

            if (height < 0)
            {
                (left, low) = (theta, height);
                high /= 2;
            }
            else
            {
                (right, high) = (theta, height);
                low /= 2;
            }
        }

        return theta;
    }

    private double Height(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < normal.Length; i++)
        {
            sum += normal[i] * (x[i] - origin[i]);
        }

        return sum;
    }
}
