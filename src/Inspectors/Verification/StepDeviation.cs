using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Opaque;

namespace TorchDynInspect.Inspectors.Verification;

/// <summary>ε_n of <see cref="FlowDeviation"/>: how far two computations of one step can come apart that start from the same state.</summary>
/// <param name="flow">The flow.</param>
/// <param name="field">Its field, with derivatives.</param>
/// <param name="u">Unit roundoff of the other computation.</param>
/// <param name="fieldError">Value of the field at a point, and how far a rounded evaluation of it from a point with the given errors can lie from it.</param>
internal sealed class StepDeviation(Flow flow, NetworkField field, double u, Func<double[], double[], (double[] Value, double[] Error)> fieldError)
{
    private readonly ButcherTableau tableau = ButcherTableau.For(flow.Solver.Name);
    private readonly int d = field.Dimension;
    private readonly bool isKinked = HasKinks(flow.Field);
    private readonly double kinkConstant = KinkConstant(ButcherTableau.For(flow.Solver.Name));

    /// <summary>One bound a component.</summary>
    /// <param name="y">The state at the start of the step.</param>
    /// <param name="h">Its length, signed.</param>
    /// <param name="after">The state at its end.</param>
    /// <param name="longest">The longest step of the whole solution.</param>
    public double[] Added(double[] y, double h, double[] after, double longest)
    {
        var slopes = new double[tableau.Stages][];
        var slopeErrors = new double[tableau.Stages][];
        double[]? inverse = tableau.IsImplicit ? StageInverse(y, h) : null;
        double[] none = new double[d];
        for (int i = 0; i < tableau.Stages; i++)
        {
            (double[] at, double[] atError) = Sum(y, none, h, tableau.A[i].AsSpan(), slopes, slopeErrors, i);
            if (inverse is null)
            {
                (slopes[i], slopeErrors[i]) = fieldError(at, atError);
            }
            else
            {
                // k = f(s + hγk): an error δ of the right-hand side moves the solution by (I − hγDf)⁻¹ δ.
                (slopes[i], slopeErrors[i]) = fieldError(y, atError);
                slopeErrors[i] = Apply(inverse, slopeErrors[i]);
            }
        }

        (_, double[] added) = Sum(y, none, h, tableau.B.AsSpan(), slopes, slopeErrors, tableau.Stages);
        if (flow.Solver.IsAdaptive)
        {
            for (int i = 0; i < d; i++)
            {
                double scale = flow.Solver.AbsoluteTolerance + (flow.Solver.RelativeTolerance * Math.Max(Math.Abs(y[i]), Math.Abs(after[i])));
                added[i] += 2 * Math.Sqrt(d) * scale;
            }

            if (isKinked)
            {
                AddKinks(y, after, h, longest, slopes, added);
            }
        }

        return added;
    }

    private void AddKinks(double[] y, double[] after, double h, double longest, double[][] slopes, double[] added)
    {
        double[] first = new double[d * d];
        double[] here = new double[d * d];
        double[] jump = new double[d * d];
        double[] point = new double[d];
        field.Jacobian(y, first);
        foreach (double c in Nodes())
        {
            for (int i = 0; i < d; i++)
            {
                point[i] = y[i] + (c * (after[i] - y[i]));
            }

            field.Jacobian(point, here);
            for (int i = 0; i < jump.Length; i++)
            {
                jump[i] = Math.Max(jump[i], Math.Abs(here[i] - first[i]));
            }
        }

        double[] speed = [.. Enumerable.Range(0, d).Select(i => slopes.Max(slope => Math.Abs(slope[i])))];
        double[] error = Apply(jump, speed);
        for (int i = 0; i < d; i++)
        {
            // The other computation may cross the kink in another step, which its estimate failed to shorten.
            added[i] += kinkConstant * ((h * h) + (longest * longest)) * error[i];
        }
    }

    private IEnumerable<double> Nodes() => tableau.A.Select(row => row.Sum()).Append(1);

    /// <summary>κ, the error of the quadrature of (t − s)₊ over the step, largest over s.</summary>
    private static double KinkConstant(ButcherTableau tableau)
    {
        const int Grid = 256;
        double largest = 0;
        double[] nodes = [.. tableau.A.Select(row => row.Sum())];
        for (int n = 0; n <= Grid; n++)
        {
            double s = (double)n / Grid;
            double sum = -(1 - s) * (1 - s) / 2;
            for (int i = 0; i < nodes.Length; i++)
            {
                sum += tableau.B[i] * Math.Max(nodes[i] - s, 0);
            }

            largest = Math.Max(largest, Math.Abs(sum));
        }

        return largest;
    }

    private static bool HasKinks(Network network) => network.Layers.Any(layer => layer switch
    {
        Elementwise elementwise => elementwise.Units.Any(unit => unit.Breakpoints is { IsEmpty: false } || unit.Name is "elu" or "selu" or "celu" or "hardswish"),
        Residual residual => HasKinks(residual.Branch),
        _ => false,
    });

    /// <summary>y + h Σ w_j k_j over the stages known so far, and its error.</summary>
    private (double[] Value, double[] Error) Sum(
        double[] y, double[] yError, double h, ReadOnlySpan<double> weights, double[][] slopes, double[][] slopeErrors, int known)
    {
        double[] value = new double[d];
        double[] error = new double[d];
        double roundings = (weights.Length + 6) * u;
        for (int c = 0; c < d; c++)
        {
            double sum = y[c];
            double magnitude = Math.Abs(y[c]);
            double carried = yError[c];
            for (int j = 0; j < Math.Min(known, weights.Length); j++)
            {
                double w = h * weights[j];
                sum += w * slopes[j][c];
                magnitude += Math.Abs(w) * (Math.Abs(slopes[j][c]) + slopeErrors[j][c]);
                carried += Math.Abs(w) * slopeErrors[j][c];
            }

            (value[c], error[c]) = (sum, carried + (roundings * magnitude));
        }

        return (value, error);
    }

    /// <summary>|(I − hγ Df(y))⁻¹|, row-major; the identity where it is singular.</summary>
    private double[] StageInverse(double[] y, double h)
    {
        double[] matrix = new double[d * d];
        field.Jacobian(y, matrix);
        double[] inverse = Identity();
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (i % (d + 1) == 0 ? 1 : 0) - (h * tableau.Diagonal * matrix[i]);
        }

        return LinearSystem.Solve(matrix, inverse, d) ? Array.ConvertAll(inverse, Math.Abs) : Identity();
    }

    private double[] Apply(double[] matrix, double[] vector)
    {
        double[] result = new double[d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                result[i] += matrix[(i * d) + j] * vector[j];
            }
        }

        return result;
    }

    private double[] Identity()
    {
        double[] entries = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            entries[i * (d + 1)] = 1;
        }

        return entries;
    }
}
