using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.Suprema;

/// <summary>One worker's suprema. Spectra are taken only of cells whose cheap bound exceeds the best so far, which few do once the best is good.</summary>
internal sealed class SupremaVisitor(int outputs, int inputs, PatternJacobian? jacobian = null) : ICellVisitor, IDisposable
{
    // A bound in floating point must not hide a cell that is larger by rounding only.
    private const double Slack = 1 + 1e-13;
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
        double norm2 = bound * Slack > Norm2.Value ? part.Norm2(a) : bound;
        if (norm2 > Norm2.Value)
        {
            Norm2.Offer(part.Norm2(a), cell);
        }

        if (outputs == inputs)
        {
            if (Math.Min(norm2, rowSum) * Slack > SpectralRadius.Value)
            {
                SpectralRadius.Offer(part.SpectralRadius(a), cell);
            }

            int sign = part.DeterminantSign(a);
            Determinants += new DeterminantSigns(sign > 0 ? 1 : 0, sign < 0 ? 1 : 0, sign == 0 ? 1 : 0);
        }
    }

    /// <summary>The largest value so far and where it was.</summary>
    internal sealed class Best
    {
        public double Value { get; private set; } = double.NegativeInfinity;

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
