using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Contractors;

/// <summary>
/// The operator of Krawczyk over one box, in centred form: with C ≈ J(c)⁻¹, J ∋ every derivative over the box and B ≥ |I − C J|, every zero satisfies
/// |x − c + C F(c)| ≤ B |x − c| (Krawczyk 1969; Neumaier, Interval Methods for Systems of Equations, 1990, §5.1). When B has a
/// positive vector w with B w &lt; w, every matrix of J is invertible and the box holds at most one zero.
/// </summary>
internal sealed class Krawczyk
{
    private const int PowerSteps = 3;

    private readonly IEnclosedSystem system;
    private readonly int n;
    private readonly int stride;
    private readonly double gamma;
    private readonly Interval[] point;
    private readonly Interval[] values;
    private readonly Interval[] derivatives;
    private readonly double[] middle;
    private readonly double[] spread;
    private readonly double[] residual;
    private readonly double[] bound;
    private readonly double[] valueMiddle;
    private readonly double[] valueError;
    private readonly double[] weights;
    private readonly double[] image;
    private readonly Inverse inverse;

    public Krawczyk(IEnclosedSystem system)
    {
        this.system = system;
        n = system.Dimension;
        stride = Lanes.Stride(n);
        gamma = RoundingBound.Of(n);
        point = new Interval[n];
        values = new Interval[n];
        derivatives = new Interval[n * n];
        middle = new double[n * stride];
        spread = new double[n * stride];
        residual = new double[n * stride];
        bound = new double[n * stride];
        valueMiddle = new double[stride];
        valueError = new double[stride];
        weights = new double[stride];
        image = new double[stride];
        inverse = new Inverse(n);
        Box = new CentredBox(n);
        Preconditioner = new double[n * stride];
        Shift = new double[stride];
        ShiftError = new double[stride];
    }

    /// <summary>The box of the last call, as centre and radius.</summary>
    public CentredBox Box { get; }

    /// <summary>C, n × n, rows padded.</summary>
    public double[] Preconditioner { get; }

    /// <summary>C F(c), with <see cref="ShiftError"/>.</summary>
    public double[] Shift { get; }

    /// <summary>How far C F(c) may be from <see cref="Shift"/>.</summary>
    public double[] ShiftError { get; }

    /// <summary>B, n × n, rows padded.</summary>
    public double[] Bound => bound;

    /// <summary>The enclosures of the derivatives over the box of the last call, n × n.</summary>
    public Interval[] Derivatives => derivatives;

    /// <summary>Whether <see cref="CentreValues"/> are those of the present centre.</summary>
    public bool HasCentreValues { get; private set; }

    /// <summary>The enclosures of F at the centre.</summary>
    public Interval[] CentreValues => values;

    /// <summary>Sets up C and C F(c) for a box; <see cref="BoundOver"/> comes next.</summary>
    /// <returns>False when the middle of the enclosed derivatives has no usable inverse, or an enclosure is unbounded.</returns>
    public bool Prepare(ReadOnlySpan<Interval> box)
    {
        Box.Load(box);
        HasCentreValues = false;
        bool bounded = Enclose(box);
        middle.CopyTo(Preconditioner, 0);
        bool invertible = bounded && inverse.Replace(Preconditioner);
        HasCentreValues = ValuesAt(Box.Centre);
        return invertible && HasCentreValues;
    }

    /// <summary>Encloses the derivatives over a box.</summary>
    /// <returns>False when one is unbounded.</returns>
    public bool Enclose(ReadOnlySpan<Interval> box)
    {
        system.Jacobian(box, derivatives);
        return Split(derivatives);
    }

    /// <summary>C F(p), with its error, for the present C.</summary>
    public bool ValuesAt(ReadOnlySpan<double> p)
    {
        for (int i = 0; i < n; i++)
        {
            point[i] = Interval.Trusted(p[i], p[i]);
        }

        system.Values(point, values);
        for (int i = 0; i < n; i++)
        {
            valueMiddle[i] = values[i].Midpoint;
            double half = values[i].Radius;
            valueError[i] = half + (2 * gamma * Math.Abs(valueMiddle[i])) + RoundingBound.Underflow;
            if (!double.IsFinite(half))
            {
                return false;
            }
        }

        for (int i = 0; i < n; i++)
        {
            Shift[i] = Lanes.Dot(Preconditioner, i * stride, valueMiddle, stride);
            ShiftError[i] = Lanes.DotModulus(Preconditioner, i * stride, valueError, stride) * (1 + (2 * gamma));
        }

        return true;
    }

    /// <summary>Forms B for the derivatives enclosed last and the present C.</summary>
    public void BoundOver()
    {
        Lanes.Multiply(Preconditioner, stride, n, n, middle, stride, residual);
        Lanes.Multiply(Preconditioner, stride, n, n, spread, stride, bound, modulus: true);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                int at = (i * stride) + j;
                double r = i == j ? 1 - residual[at] : residual[at];
                bound[at] = ((Math.Abs(r) + bound[at]) * (1 + (4 * gamma))) + RoundingBound.Underflow;
            }
        }
    }

    /// <summary>Whether some w &gt; 0 with B w &lt; w is found, starting from the radius of the box.</summary>
    public bool IsRegular()
    {
        double floor = 1e-3 * Box.LargestRadius;
        for (int i = 0; i < n; i++)
        {
            weights[i] = Math.Max(Box.Radius[i], floor > 0 ? floor : 1);
        }

        for (int step = 0; step < PowerSteps; step++)
        {
            double ratio = 0;
            double largest = 0;
            for (int i = 0; i < n; i++)
            {
                image[i] = Lanes.Dot(bound, i * stride, weights, stride);
                double r = image[i] / weights[i];
                ratio = r > ratio || double.IsNaN(r) ? r : ratio;
                largest = Math.Max(largest, image[i]);
            }

            if (ratio < 1 - 1e-9)
            {
                return true;
            }

            if (!(ratio < 1e6))
            {
                return false;
            }

            for (int i = 0; i < n; i++)
            {
                weights[i] = Math.Max(image[i], 1e-6 * largest);
            }
        }

        return false;
    }

    /// <summary>max_i (B r)_i / r_i for the radius r of the box: below 1 the operator contracts.</summary>
    public double Ratio()
    {
        double ratio = 0;
        for (int i = 0; i < n; i++)
        {
            double r = Lanes.Dot(bound, i * stride, Box.Radius, stride) / Box.Radius[i];
            ratio = r > ratio || double.IsNaN(r) ? r : ratio;
        }

        return ratio;
    }

    /// <summary>Intersects the box with the operator's image, axis by axis, each dividing by its own diagonal entry (Hansen, Sengupta 1981).</summary>
    public Outcome Contract(Span<Interval> axes)
    {
        Outcome outcome = Outcome.Unchanged;
        for (int i = 0; i < n; i++)
        {
            double own = bound[(i * stride) + i];
            double others = Lanes.Dot(bound, i * stride, Box.Radius, stride) - (own * Box.Radius[i]);
            double half = (Math.Max(others, 0) * (1 + (8 * gamma))) + (8 * gamma * own * Box.Radius[i]) + ShiftError[i];
            (double lower, double upper) = (-Shift[i] - half, -Shift[i] + half);
            if (own < 0.9)
            {
                // t·y ∈ [lower, upper] for some t in [1 − own, 1 + own].
                lower /= lower < 0 ? 1 - own : 1 + own;
                upper /= upper > 0 ? 1 - own : 1 + own;
            }
            else
            {
                (lower, upper) = (lower - (own * Box.Radius[i]), upper + (own * Box.Radius[i]));
            }

            double slack = 16 * RoundingBound.Unit * (Math.Abs(Box.Centre[i]) + Math.Abs(lower) + Math.Abs(upper));
            if (!Narrowing.Intersect(ref axes[i], Box.Centre[i] + lower - slack, Box.Centre[i] + upper + slack, ref outcome))
            {
                return Outcome.Empty;
            }
        }

        return outcome;
    }

    /// <summary>The same with slopes of the prepared centre in the place of derivatives.</summary>
    public Outcome ContractBy(Interval[] slopes, Span<Interval> axes)
    {
        if (!Split(slopes))
        {
            return Outcome.Unchanged;
        }

        BoundOver();
        return Contract(axes);
    }

    /// <summary>Centre and radius of the enclosed derivatives; the radius also covers the roundings of products with the centre.</summary>
    private bool Split(Interval[] entries)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Interval entry = entries[(i * n) + j];
                double centre = (0.5 * entry.Lower) + (0.5 * entry.Upper);
                double half = 0.5 * (entry.Upper - entry.Lower);
                if (!double.IsFinite(half))
                {
                    return false;
                }

                middle[(i * stride) + j] = centre;
                spread[(i * stride) + j] = (half * (1 + (4 * RoundingBound.Unit))) + (2 * gamma * Math.Abs(centre)) + RoundingBound.Underflow;
            }
        }

        return true;
    }
}
