using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>One worker's suprema. Spectra are taken only of cells whose cheap bound exceeds the best so far, which few do once the best is good.</summary>
internal sealed class SupremaVisitor(int outputs, int inputs, PatternJacobian? jacobian = null, JacobianRounding? rounding = null) : ICellVisitor, IDisposable
{
    // A bound in floating point must not hide a cell that is larger by rounding only.
    private const double Slack = 1 + 1e-12;
    private readonly double[] own = new double[outputs * inputs];
    private readonly double[] b = new double[outputs];
    private readonly LinearPart part = new(outputs, inputs);

    public Best Norm2 { get; } = new();

    public Best NormInfinity { get; } = new();

    public Best SpectralRadius { get; } = new();

    public DeterminantSigns Determinants { get; private set; } = new(0, 0, 0);

    public void Dispose() => part.Dispose();

    public void Visit(Cell cell)
    {
        if (jacobian is null)
        {
            cell.AffineMap(own, b);
        }

        ReadOnlySpan<double> a = jacobian is null ? own : jacobian.Of(cell.Pattern);
        double rowSum = MatrixNorms.Infinity(a, inputs);
        NormInfinity.Offer(rowSum, cell);
        double bound = part.Norm2Bound(a);
        if (Margin(bound) > Norm2.Value)
        {
            bound = part.Norm2(a);
            Norm2.Offer(bound, cell);
            if (rounding is not null)
            {
                bound = PowerBounds.Norm2(a, outputs, inputs, rounding.Frobenius);
                Norm2.Bound(bound);
            }
        }

        if (outputs == inputs)
        {
            if (Margin(Math.Min(bound, rowSum)) > SpectralRadius.Value)
            {
                SpectralRadius.Offer(part.SpectralRadius(a), cell);
                if (rounding is not null)
                {
                    SpectralRadius.Bound(PowerBounds.Radius(a, inputs, rounding.Frobenius).Upper);
                }
            }

            int sign = part.DeterminantSign(a);
            Determinants += new DeterminantSigns(sign > 0 ? 1 : 0, sign < 0 ? 1 : 0, sign == 0 ? 1 : 0);
        }
    }

    // An upper bound of what the cheap bound stands for: a cell whose margin stays below the best value needs no closer look, also in a proof.
    private double Margin(double bound) => (bound * Slack) + (rounding is null ? 0 : Math.Max(rounding.Frobenius, rounding.Infinity));

    /// <summary>The largest value so far and where it was.</summary>
    internal sealed class Best
    {
        public double Value { get; private set; } = double.NegativeInfinity;

        /// <summary>The largest of the proved upper bounds of cells that were looked at closely.</summary>
        public double UpperBound { get; private set; } = double.NegativeInfinity;

        public void Bound(double upper) => UpperBound = Math.Max(UpperBound, upper);

        public ImmutableArray<double> X { get; private set; } = [];

        public ImmutableArray<byte> Pattern { get; private set; } = [];

        public void Offer(double value, Cell cell)
        {
            if (value > Value)
            {
                Value = value;
                Pattern = [.. cell.Pattern];
                X = Centre(cell);
            }
        }

        private static ImmutableArray<double> Centre(Cell cell)
        {
            double[] centre = new double[cell.Dimension];
            for (int i = 0; i < cell.Vertices.Length; i++)
            {
                centre[i % cell.Dimension] += cell.Vertices[i] / cell.VertexCount;
            }

            return [.. centre];
        }
    }
}
