using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Contractors;

/// <summary>
/// Newton's iteration to a zero and a box around it that Krawczyk's operator maps into its own interior, which proves one zero in it and only one; the
/// box is inflated until that holds (Rump, Acta Numerica 19, 2010, §10.6).
/// </summary>
internal sealed class ZeroProof
{
    private const int NewtonSteps = 30;
    private const int Inflations = 12;

    private readonly int n;
    private readonly int stride;
    private readonly Krawczyk operation;
    private readonly double[] x;
    private readonly double[] radius;
    private readonly double[] image;
    private readonly Interval[] trial;
    private readonly CentredBox hull;

    public ZeroProof(IEnclosedSystem system)
    {
        n = system.Dimension;
        stride = Lanes.Stride(n);
        operation = new Krawczyk(system);
        x = new double[stride];
        radius = new double[stride];
        image = new double[stride];
        trial = new Interval[n];
        Enclosure = new Interval[n];
        hull = new CentredBox(n);
    }

    /// <summary>After a proof: a box with exactly one zero.</summary>
    public Interval[] Enclosure { get; }

    /// <summary>Looks for a zero near a point and proves it.</summary>
    /// <param name="start">Where Newton's iteration starts.</param>
    /// <param name="leash">Newton's steps may not leave this distance from the start, by axis.</param>
    public bool Prove(ReadOnlySpan<double> start, ReadOnlySpan<double> leash)
    {
        start[..n].CopyTo(x);
        return Iterate(start, leash) && Inflate();
    }

    /// <summary>Whether a box around the proved zero is shown to hold no other one.</summary>
    public bool IsUniqueIn(ReadOnlySpan<Interval> box)
    {
        operation.Box.Load(box);
        if (!operation.Enclose(box))
        {
            return false;
        }

        operation.BoundOver();
        return operation.IsRegular();
    }

    private bool Iterate(ReadOnlySpan<double> start, ReadOnlySpan<double> leash)
    {
        double previous = double.PositiveInfinity;
        for (int step = 0; step < NewtonSteps; step++)
        {
            for (int i = 0; i < n; i++)
            {
                trial[i] = Interval.Trusted(x[i], x[i]);
            }

            if (!operation.Prepare(trial))
            {
                return false;
            }

            double size = 0;
            bool settled = true;
            for (int i = 0; i < n; i++)
            {
                double move = Math.Abs(operation.Shift[i]);
                size = Math.Max(size, move);
                settled &= move <= (4 * RoundingBound.Unit * Math.Abs(x[i])) + operation.ShiftError[i];
            }

            if (settled || (size >= 0.5 * previous && size < 1e-6))
            {
                return true;
            }

            previous = size;
            for (int i = 0; i < n; i++)
            {
                double move = operation.Shift[i];
                x[i] -= move;

                // Towards a coordinate that is 0 every step gains another sixteen digits, without end.
                x[i] = Math.Abs(x[i]) < 1e-3 * Math.Abs(move) && Math.Abs(move) < 1e-8 ? 0 : x[i];
                if (!(Math.Abs(x[i] - start[i]) <= leash[i]))
                {
                    return false;
                }
            }
        }

        return false;
    }

    private bool Inflate()
    {
        for (int i = 0; i < n; i++)
        {
            radius[i] = (2 * (Math.Abs(operation.Shift[i]) + operation.ShiftError[i])) + (4 * RoundingBound.Unit * Math.Abs(x[i])) + (4 * RoundingBound.Underflow);
        }

        for (int attempt = 0; attempt < Inflations; attempt++)
        {
            for (int i = 0; i < n; i++)
            {
                trial[i] = Interval.Trusted(Math.BitDecrement(x[i] - radius[i]), Math.BitIncrement(x[i] + radius[i]));
                // |trial_i − x_i| is at most this.
                image[i] = Math.BitIncrement(Math.Max(trial[i].Upper - x[i], x[i] - trial[i].Lower));
            }

            if (!operation.Enclose(trial))
            {
                return false;
            }

            operation.BoundOver();
            if (MapsInside())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the image of the trial box lies in its interior; if so that is the enclosure, if not the radius grows.</summary>
    private bool MapsInside()
    {
        bool inside = true;
        for (int i = 0; i < n; i++)
        {
            double reach = (Lanes.Dot(operation.Bound, i * stride, image, stride) + operation.ShiftError[i]) * (1 + RoundingBound.Of(n + 4));
            double centre = x[i] - operation.Shift[i];
            reach += 4 * RoundingBound.Unit * (Math.Abs(centre) + Math.Abs(operation.Shift[i]));
            Enclosure[i] = Interval.Trusted(centre - reach, centre + reach);
            inside &= Enclosure[i].Lower > trial[i].Lower && Enclosure[i].Upper < trial[i].Upper;
            radius[i] = Math.Max(radius[i], 2 * (Math.Abs(operation.Shift[i]) + reach));
        }

        return inside;
    }
}
