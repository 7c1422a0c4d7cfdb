using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>W h + b on the value, W h on derivatives. The weights lie by columns, rows padded with zeros, so that rows are lanes.</summary>
internal sealed class JetAffine : JetStep
{
    private readonly int inputs;
    private readonly int inputStride;
    private readonly double[] weight;
    private readonly double[] bias;

    public JetAffine(Affine affine, int source, int target)
        : base(source, target, JetProgram.Padded(affine.Weight.Rows))
    {
        inputs = affine.Weight.Columns;
        inputStride = JetProgram.Padded(inputs);
        weight = new double[inputs * Width];
        bias = new double[Width];
        affine.Bias.CopyTo(bias);
        for (int i = 0; i < affine.Weight.Rows; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                weight[(j * Width) + i] = affine.Weight[i, j];
            }
        }
    }

    public override void Apply(JetPass pass)
    {
        Span<double> from = pass.Block(Source, inputStride);
        Span<double> to = pass.Block(Target, Width);
        for (int c = 0; c < pass.Columns; c++)
        {
            Multiply(from.Slice(c * inputStride, inputs), to.Slice(c * Width, Width), c == 0);
        }
    }

    /// <summary>Four registers at a time: four blocks of rows, or four partial sums of the last blocks.</summary>
    private void Multiply(ReadOnlySpan<double> x, Span<double> y, bool withBias)
    {
        const int lanes = JetProgram.Lanes;
        ref double w = ref MemoryMarshal.GetArrayDataReference(weight);
        int r = 0;
        for (; r + (4 * lanes) <= y.Length; r += 4 * lanes)
        {
            Lanes a = Bias(r, withBias);
            Lanes b = Bias(r + lanes, withBias);
            Lanes c = Bias(r + (2 * lanes), withBias);
            Lanes d = Bias(r + (3 * lanes), withBias);
            for (int j = 0; j < x.Length; j++)
            {
                Lanes factor = Vector512.Create(x[j]);
                nuint at = (nuint)((j * y.Length) + r);
                a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, at), factor, a);
                b = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, at + lanes), factor, b);
                c = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, at + (2 * lanes)), factor, c);
                d = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, at + (3 * lanes)), factor, d);
            }

            a.CopyTo(y[r..]);
            b.CopyTo(y[(r + lanes)..]);
            c.CopyTo(y[(r + (2 * lanes))..]);
            d.CopyTo(y[(r + (3 * lanes))..]);
        }

        for (; r < y.Length; r += lanes)
        {
            Lanes a = Bias(r, withBias);
            Lanes b = Lanes.Zero;
            Lanes c = Lanes.Zero;
            Lanes d = Lanes.Zero;
            int j = 0;
            for (; j + 4 <= x.Length; j += 4)
            {
                nuint at = (nuint)((j * y.Length) + r);
                nuint stride = (nuint)y.Length;
                a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, at), Vector512.Create(x[j]), a);
                b = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, at + stride), Vector512.Create(x[j + 1]), b);
                c = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, at + (2 * stride)), Vector512.Create(x[j + 2]), c);
                d = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, at + (3 * stride)), Vector512.Create(x[j + 3]), d);
            }

            for (; j < x.Length; j++)
            {
                a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref w, (nuint)((j * y.Length) + r)), Vector512.Create(x[j]), a);
            }

            (a + b + (c + d)).CopyTo(y[r..]);
        }
    }

    private Lanes Bias(int row, bool withBias) => withBias ? Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(bias), (nuint)row) : Lanes.Zero;
}
