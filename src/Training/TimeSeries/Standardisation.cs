using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Training.TimeSeries;

/// <summary>s = (x − mean)/deviation, coordinate by coordinate.</summary>
/// <param name="Mean">Mean of each coordinate.</param>
/// <param name="Deviation">Standard deviation of each coordinate (divisor T); 1 for a constant one.</param>
public sealed record Standardisation(ImmutableArray<double> Mean, ImmutableArray<double> Deviation)
{
    /// <summary>Measures a series.</summary>
    /// <param name="states">T × d states.</param>
    public static Standardisation Of(Matrix states)
    {
        ArgumentNullException.ThrowIfNull(states);
        double[] mean = new double[states.Columns];
        double[] deviation = new double[states.Columns];
        for (int j = 0; j < states.Columns; j++)
        {
            for (int i = 0; i < states.Rows; i++)
            {
                mean[j] += states[i, j] / states.Rows;
            }

            double sum = 0;
            for (int i = 0; i < states.Rows; i++)
            {
                sum += (states[i, j] - mean[j]) * (states[i, j] - mean[j]);
            }

            deviation[j] = sum > 0 ? Math.Sqrt(sum / states.Rows) : 1;
        }

        return new Standardisation([.. mean], [.. deviation]);
    }

    /// <summary>The states in standard coordinates.</summary>
    /// <param name="states">T × d states.</param>
    public Matrix Apply(Matrix states)
    {
        ArgumentNullException.ThrowIfNull(states);
        double[] standard = states.Values.ToArray();
        for (int i = 0; i < standard.Length; i++)
        {
            int j = i % states.Columns;
            standard[i] = (standard[i] - Mean[j]) / Deviation[j];
        }

        return new Matrix(states.Rows, states.Columns, standard);
    }

    /// <summary>The map of the original coordinates that a map of standard coordinates stands for; both have the same spectra at corresponding points.</summary>
    /// <param name="standard">A self-map in standard coordinates.</param>
    public Network Conjugate(Network standard)
    {
        ArgumentNullException.ThrowIfNull(standard);
        (Affine into, Matrix outOf) = Changes();
        return new Network(Mean.Length, [into, .. standard.Layers, new Affine(outOf, Mean.AsSpan())]);
    }

    /// <summary>
    /// The vector field of the original coordinates that one of standard coordinates stands for: x = Ds + m moves with ẋ = D g(D⁻¹(x − m)). The change of coordinates goes into the
    /// first and the last layer, so that the field keeps its widths.
    /// </summary>
    /// <param name="standard">A field in standard coordinates that begins and ends with an affine layer, and has others between.</param>
    /// <exception cref="InvalidInputException">The field does not begin and end with affine layers of its own.</exception>
    public Network ConjugateField(Network standard)
    {
        ArgumentNullException.ThrowIfNull(standard);
        if (standard.Layers is not [Affine first, .., Affine last])
        {
            throw new InvalidInputException("field in standard coordinates: expected affine layers first and last");
        }

        (Affine into, Matrix outOf) = Changes();
        Affine begin = Composed(first, into);
        Affine end = Composed(new Affine(outOf, new double[Mean.Length]), last);
        return new Network(Mean.Length, [begin, .. standard.Layers[1..^1], end]);
    }

    // h ↦ after(before(h)).
    private static Affine Composed(Affine after, Affine before)
    {
        (int rows, int inner, int columns) = (after.Weight.Rows, before.Weight.Rows, before.Weight.Columns);
        double[] weight = new double[rows * columns];
        double[] bias = [.. after.Bias];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                bias[i] += after.Weight[i, k] * before.Bias[k];
                for (int j = 0; j < columns; j++)
                {
                    weight[(i * columns) + j] += after.Weight[i, k] * before.Weight[k, j];
                }
            }
        }

        return new Affine(new Matrix(rows, columns, weight), bias);
    }

    private (Affine Into, Matrix OutOf) Changes()
    {
        int d = Mean.Length;
        double[] into = new double[d * d];
        double[] shift = new double[d];
        double[] outOf = new double[d * d];
        for (int j = 0; j < d; j++)
        {
            into[(j * d) + j] = 1 / Deviation[j];
            shift[j] = -Mean[j] / Deviation[j];
            outOf[(j * d) + j] = Deviation[j];
        }

        return (new Affine(new Matrix(d, d, into), shift), new Matrix(d, d, outOf));
    }
}
