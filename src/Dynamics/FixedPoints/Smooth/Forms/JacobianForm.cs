using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth.Forms;

/// <summary>Encloses the Jacobian of a network over a box by the chain rule, in centre and radius, with slopes from <see cref="NetworkForm"/>.</summary>
internal sealed class JacobianForm
{
    private readonly Stage[] stages;
    private readonly NetworkForm form;
    private readonly int n;
    private readonly int stride;
    private readonly List<(double[] Middle, double[] Radius)> saved = [];
    private double[] middle;
    private double[] radius;
    private double[] nextMiddle;
    private double[] nextRadius;
    private int depth;
    private int width;

    public JacobianForm(Stage[] stages, int inputs, NetworkForm form)
    {
        (this.stages, this.form, n, stride) = (stages, form, inputs, Lanes.Stride(inputs));
        int size = form.Width * stride;
        (middle, radius, nextMiddle, nextRadius) = (new double[size], new double[size], new double[size], new double[size]);
    }

    /// <summary>Encloses the derivatives over a box.</summary>
    /// <param name="box">n bounded intervals.</param>
    /// <param name="jacobian">Receives outputs × n enclosures, row-major.</param>
    public void Enclose(ReadOnlySpan<Interval> box, Span<Interval> jacobian)
    {
        form.Run(box, [], slopesOnly: true);
        if (!form.IsBounded)
        {
            jacobian.Fill(Interval.Entire);
            return;
        }

        (width, depth) = (n, 0);
        Array.Clear(middle);
        Array.Clear(radius);
        for (int i = 0; i < n; i++)
        {
            middle[(i * stride) + i] = 1;
        }

        for (int k = 0; k < stages.Length; k++)
        {
            switch (stages[k])
            {
                case AffineStage affine:
                    Apply(affine, first: k == 0);
                    break;
                case ElementwiseStage:
                    Apply(form.Slopes(k));
                    break;
                case OpenResidual:
                    Open();
                    break;
                default:
                    Close();
                    break;
            }
        }

        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < n; j++)
            {
                (double c, double r) = (middle[(i * stride) + j], radius[(i * stride) + j]);
                jacobian[(i * n) + j] = r == 0 ? Interval.Trusted(c, c) : Interval.Trusted(Math.BitDecrement(c - r), Math.BitIncrement(c + r));
            }
        }
    }

    private void Apply(AffineStage affine, bool first)
    {
        width = affine.Outputs;
        if (first)
        {
            affine.Weight.CopyTo(middle, 0);
            return;
        }

        double gamma = RoundingBound.Of(affine.Inputs);
        for (int at = 0; at < affine.Inputs * stride; at++)
        {
            radius[at] = middle[at] == 0 && radius[at] == 0 ? 0 : ((radius[at] + (2 * gamma * Math.Abs(middle[at]))) * (1 + (4 * gamma))) + RoundingBound.Underflow;
        }

        Lanes.Multiply(affine.Weight, affine.Stride, affine.Outputs, affine.Inputs, middle, stride, nextMiddle);
        Lanes.Multiply(affine.Weight, affine.Stride, affine.Outputs, affine.Inputs, radius, stride, nextRadius, modulus: true);
        (middle, nextMiddle) = (nextMiddle, middle);
        (radius, nextRadius) = (nextRadius, radius);
    }

    private void Apply((double[] Lower, double[] Upper) slopes)
    {
        for (int i = 0; i < width; i++)
        {
            (double lower, double upper) = (slopes.Lower[i], slopes.Upper[i]);
            double centre = (0.5 * lower) + (0.5 * upper);
            double half = (0.5 * (upper - lower) * (1 + (4 * RoundingBound.Unit))) + (4 * RoundingBound.Unit * Math.Abs(centre));
            double modulus = Math.Abs(centre) + half;
            int at = i * stride;
            for (int j = 0; j < stride; j++, at++)
            {
                double size = Math.Abs(middle[at]);
                double r = (modulus * radius[at]) + (half * size);
                radius[at] = size == 0 && radius[at] == 0 ? 0 : ((r + (2 * RoundingBound.Unit * Math.Abs(centre) * size)) * (1 + (8 * RoundingBound.Unit))) + RoundingBound.Underflow;
                middle[at] *= centre;
            }
        }
    }

    private void Open()
    {
        if (saved.Count == depth)
        {
            saved.Add((new double[middle.Length], new double[radius.Length]));
        }

        middle.CopyTo(saved[depth].Middle, 0);
        radius.CopyTo(saved[depth++].Radius, 0);
    }

    private void Close()
    {
        (double[] otherMiddle, double[] otherRadius) = saved[--depth];
        for (int at = 0; at < width * stride; at++)
        {
            double size = Math.Abs(middle[at]) + Math.Abs(otherMiddle[at]);
            middle[at] += otherMiddle[at];
            double r = radius[at] + otherRadius[at];
            radius[at] = size == 0 && r == 0 ? 0 : (r + (2 * RoundingBound.Unit * size)) * (1 + (4 * RoundingBound.Unit));
        }
    }
}
