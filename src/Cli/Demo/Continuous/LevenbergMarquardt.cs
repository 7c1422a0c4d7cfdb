namespace TorchDynInspect.Cli.Demo.Continuous;

/// <summary>
/// Nonlinear least squares with few parameters: min ‖r(p)‖² by damped Gauss–Newton steps (Levenberg 1944, Marquardt 1963; damping after Nielsen, 1999).
/// Each step solves (JᵀJ + μD)s = −Jᵀr with D = diag JᵀJ by Cholesky's factorization.
/// </summary>
internal static class LevenbergMarquardt
{
    /// <summary>r(p) and ∂r/∂p, row-major with a row a residual; null where the model has no value.</summary>
    public delegate (double[] Residuals, double[] Jacobian)? Model(double[] p);

    /// <summary>What was reached.</summary>
    /// <param name="Parameters">p.</param>
    /// <param name="Residuals">r(p).</param>
    /// <param name="SumOfSquares">‖r(p)‖².</param>
    /// <param name="Iterations">Steps that were tried.</param>
    /// <param name="Converged">Whether the last step was below <paramref name="Parameters"/>' tolerance.</param>
    public sealed record Minimum(double[] Parameters, double[] Residuals, double SumOfSquares, int Iterations, bool Converged);

    /// <summary>Descends from <paramref name="start"/>.</summary>
    /// <param name="model">The residuals.</param>
    /// <param name="start">Where to begin; the model must have a value there.</param>
    /// <param name="tolerance">A step that changes no parameter by more than this, relative to 1 + |p|, ends the descent.</param>
    /// <param name="most">The largest number of steps tried.</param>
    public static Minimum Descend(Model model, double[] start, double tolerance = 1e-10, int most = 200)
    {
        int n = start.Length;
        double[] p = [.. start];
        (double[] r, double[] jacobian) = model(p) ?? throw new ArithmeticException("least squares: the model has no value at the start");
        double sum = SumOfSquares(r);
        double damping = 1e-3;
        double growth = 2;
        for (int iteration = 1; iteration <= most; iteration++)
        {
            (double[] normal, double[] gradient) = NormalEquations(r, jacobian, n);
            double[] step = Solve(normal, gradient, damping);
            double[] next = [.. p.Zip(step, (a, b) => a + b)];
            bool small = step.Zip(p).All(pair => Math.Abs(pair.First) <= tolerance * (1 + Math.Abs(pair.Second)));
            if (model(next) is { } trial && SumOfSquares(trial.Residuals) is var reached && reached <= sum)
            {
                double predicted = Predicted(normal, gradient, step);
                double gain = predicted > 0 ? (sum - reached) / predicted : 1;
                damping *= Math.Max(1.0 / 3, 1 - Math.Pow((2 * gain) - 1, 3));
                growth = 2;
                (p, r, jacobian, sum) = (next, trial.Residuals, trial.Jacobian, reached);
            }
            else
            {
                damping *= growth;
                growth *= 2;
            }

            if (small)
            {
                return new Minimum(p, r, sum, iteration, true);
            }
        }

        return new Minimum(p, r, sum, most, false);
    }

    private static double SumOfSquares(double[] r) => r.Sum(value => value * value);

    private static (double[] Normal, double[] Gradient) NormalEquations(double[] r, double[] jacobian, int n)
    {
        double[] normal = new double[n * n];
        double[] gradient = new double[n];
        for (int k = 0; k < r.Length; k++)
        {
            for (int i = 0; i < n; i++)
            {
                double entry = jacobian[(k * n) + i];
                gradient[i] += entry * r[k];
                for (int j = 0; j < n; j++)
                {
                    normal[(i * n) + j] += entry * jacobian[(k * n) + j];
                }
            }
        }

        return (normal, gradient);
    }

    // The decrease of ‖r + Js‖², −2gᵀs − sᵀJᵀJs.
    private static double Predicted(double[] normal, double[] gradient, double[] step)
    {
        int n = step.Length;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum -= 2 * gradient[i] * step[i];
            for (int j = 0; j < n; j++)
            {
                sum -= step[i] * normal[(i * n) + j] * step[j];
            }
        }

        return sum;
    }

    private static double[] Solve(double[] normal, double[] gradient, double damping)
    {
        int n = gradient.Length;
        double[] factor = [.. normal];
        double[] s = [.. gradient.Select(g => -g)];
        for (int i = 0; i < n; i++)
        {
            // A parameter that nothing depends on stays where it is.
            factor[(i * n) + i] = normal[(i * n) + i] > 0 ? normal[(i * n) + i] * (1 + damping) : 1;
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double entry = factor[(i * n) + j];
                for (int k = 0; k < j; k++)
                {
                    entry -= factor[(i * n) + k] * factor[(j * n) + k];
                }

                factor[(i * n) + j] = i == j ? Math.Sqrt(Math.Max(entry, double.Epsilon)) : entry / factor[(j * n) + j];
            }

            for (int k = 0; k < i; k++)
            {
                s[i] -= factor[(i * n) + k] * s[k];
            }

            s[i] /= factor[(i * n) + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                s[i] -= factor[(k * n) + i] * s[k];
            }

            s[i] /= factor[(i * n) + i];
        }

        return s;
    }
}
