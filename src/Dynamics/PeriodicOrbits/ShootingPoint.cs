namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>An approximate solution of the shooting equations.</summary>
/// <param name="Nodes">x_0 … x_(m−1), one after the other.</param>
/// <param name="Period">T.</param>
/// <param name="Residual">max ‖φ_(T/m)(x_i) − x_(i+1)‖∞.</param>
/// <param name="LastStep">The length of the last Newton step in (x, T·‖f‖).</param>
/// <param name="Segments">Dφ_(T/m)(x_i), one d × d matrix after the other, row-major.</param>
/// <param name="Equations">The decomposed Jacobian of the equations in (x_0 … x_(m−1), T·‖f(x_0)‖).</param>
/// <param name="Speed">‖f(x_0)‖.</param>
internal sealed record ShootingPoint(
    double[] Nodes, double Period, double Residual, double LastStep, double[] Segments, LeastNorm Equations, double Speed)
{
    /// <summary>φ_(T/m)(x_i), one after the other.</summary>
    public required double[] Ends { get; init; }

    /// <summary>x_0.</summary>
    public ReadOnlySpan<double> Start(int d) => Nodes.AsSpan(0, d);

    /// <summary>max ‖x_i‖∞ of the nodes, at least 1e−300.</summary>
    public double Size => Nodes.Max(Math.Abs) + 1e-300;

    /// <summary>Dφ_T(x_0) = Dφ(x_(m−1)) … Dφ(x_0).</summary>
    public double[] Monodromy(int d)
    {
        double[] product = Segments.AsSpan(0, d * d).ToArray();
        double[] next = new double[d * d];
        for (int at = d * d; at < Segments.Length; at += d * d)
        {
            for (int i = 0; i < d; i++)
            {
                for (int j = 0; j < d; j++)
                {
                    double sum = 0;
                    for (int k = 0; k < d; k++)
                    {
                        sum += Segments[at + (i * d) + k] * product[(k * d) + j];
                    }

                    next[(i * d) + j] = sum;
                }
            }

            (product, next) = (next, product);
        }

        return product;
    }

    /// <summary>max ‖Dφ_(T/m)(x_i)‖_F.</summary>
    public double LargestGrowth(int d)
    {
        double largest = 0;
        for (int at = 0; at < Segments.Length; at += d * d)
        {
            largest = Math.Max(largest, Spectra.MatrixNorms.Frobenius(Segments.AsSpan(at, d * d)));
        }

        return largest;
    }
}
