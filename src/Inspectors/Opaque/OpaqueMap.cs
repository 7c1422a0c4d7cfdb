using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Inspectors.Probing;
using TorchDynInspect.Inspectors.Verification;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Opaque;

/// <summary>
/// A module as a function of which only values and derivatives are known. Jacobian rows come from backward passes into a tensor of ours (the inputs: argument), so
/// that no parameter's gradient is touched.
/// </summary>
internal sealed class OpaqueMap(nn.Module<Tensor, Tensor> module, ImmutableArray<long> shape, ScalarType dtype, Device device)
{
    private const int ChunkRows = 1024;

    /// <summary>Entries of one input.</summary>
    public int Inputs { get; } = checked((int)shape.Aggregate(1L, (product, size) => product * size));

    /// <summary>Unit roundoff of the module's type.</summary>
    public double UnitRoundoff { get; } = DataTypes.UnitRoundoff(dtype);

    /// <summary>Points in one forward pass; 1 for a module whose output for a point depends on the rest of the batch.</summary>
    public int BatchRows { get; private set; } = ChunkRows;

    /// <summary>Looks whether a point's output depends on the rest of the batch, and if so evaluates points one by one from then on.</summary>
    /// <param name="probes">Points to try.</param>
    /// <returns>Whether the rows are independent.</returns>
    public bool SeparateRowsIfCoupled(Matrix probes)
    {
        Matrix together = Values(probes);
        BatchRows = 1;
        Matrix apart = Values(probes);
        for (int i = 0; i < together.Values.Length; i++)
        {
            // Kernels may sum in another order for another batch size: that moves digits, a coupling moves values.
            double scale = 1 + Math.Abs(apart.Values[i]);
            if (Math.Abs(together.Values[i] - apart.Values[i]) > Math.Sqrt(UnitRoundoff) * scale)
            {
                return false;
            }
        }

        BatchRows = ChunkRows;
        return true;
    }

    /// <summary>f(x_i), N × outputs.</summary>
    public Matrix Values(Matrix points)
    {
        using ModuleState state = Open(points);
        using IDisposable noGrad = no_grad();
        List<double> all = [];
        for (int first = 0; first < points.Rows; first += BatchRows)
        {
            using DisposeScope scope = NewDisposeScope();
            Matrix chunk = Slice(points, first);
            all.AddRange(RequireFinite(ReadOutput(Forward(TensorBridge.Write(chunk, shape.AsSpan(), dtype, device)), chunk.Rows), chunk.Rows));
        }

        return new Matrix(points.Rows, points.Rows == 0 ? 0 : all.Count / points.Rows, all.ToArray());
    }

    /// <summary>
    /// f(x_i) and Df(x_i), flat: N × outputs and N × outputs × inputs. One forward pass and a backward pass an output for each chunk of points. Entries may be
    /// infinite or NaN where the module overflows; the caller decides what that means.
    /// </summary>
    public (double[] Values, double[] Jacobians) ValuesAndJacobians(Matrix points)
    {
        using ModuleState state = Open(points);
        using var gradients = new Differentiation();
        List<double> values = [];
        List<double> jacobians = [];
        for (int first = 0; first < points.Rows; first += BatchRows)
        {
            Matrix chunk = Slice(points, first);
            (double[] y, double[] jacobian) = Chunk(chunk);
            values.AddRange(y);
            jacobians.AddRange(jacobian);
        }

        return (values.ToArray(), jacobians.ToArray());
    }

    /// <summary>Refuses values of which one is infinite or NaN.</summary>
    public double[] RequireFinite(double[] values, int rows)
    {
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0
            ? values
            : throw new InvalidInputException($"module ({module.GetType().Name}): output {bad % (values.Length / rows)} is {values[bad]}, expected a finite number");
    }

    private (double[] Values, double[] Jacobians) Chunk(Matrix chunk)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor leaf = TensorBridge.Write(chunk, shape.AsSpan(), dtype, device).requires_grad_();

        // Not the leaf itself: an in-place first module must not meet a leaf that requires a gradient.
        Tensor output = Forward(leaf.alias());
        double[] values = ReadOutput(output, chunk.Rows);
        int outputs = values.Length / chunk.Rows;
        double[] jacobians = new double[chunk.Rows * outputs * Inputs];
        if (!output.requires_grad)
        {
            throw new InvalidInputException($"module ({module.GetType().Name}): its output carries no derivative; its forward pass detaches it from the input");
        }

        Tensor rows = output.reshape(chunk.Rows, outputs);
        for (int j = 0; j < outputs; j++)
        {
            using DisposeScope inner = NewDisposeScope();
            double[] unit = new double[chunk.Rows * outputs];
            for (int i = 0; i < chunk.Rows; i++)
            {
                unit[(i * outputs) + j] = 1;
            }

            autograd.backward(
                rows, tensor(unit, [chunk.Rows, outputs], dtype: dtype, device: device), retain_graph: j < outputs - 1, inputs: [leaf]);
            if (leaf.grad is not { } gradient)
            {
                continue;
            }

            double[] row = TensorBridge.Read(gradient);
            for (int i = 0; i < chunk.Rows; i++)
            {
                row.AsSpan(i * Inputs, Inputs).CopyTo(jacobians.AsSpan(((i * outputs) + j) * Inputs));
            }

            gradient.zero_();
        }

        return (values, jacobians);
    }

    private ModuleState Open(Matrix points)
    {
        if (points.Columns != Inputs)
        {
            throw new InvalidInputException($"points: have {points.Columns} numbers each, the module takes {Inputs}");
        }

        return new ModuleState(module);
    }

    private Tensor Forward(Tensor input)
    {
        try
        {
            return module.forward(input);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidInputException(
                $"module ({module.GetType().Name}): its forward pass fails on an input of shape {TensorBridge.Show(input.shape)}: {e.Message.Split('\n', 2)[0]}", e);
        }
    }

    private double[] ReadOutput(Tensor output, int rows)
    {
        long[] size = output.shape;
        if (size.Length == 0 || size[0] != rows)
        {
            throw new InvalidInputException(
                $"module ({module.GetType().Name}): gives shape {TensorBridge.Show(size)} for {rows} inputs, expected one output row for each");
        }

        return TensorBridge.Read(output);
    }

    private Matrix Slice(Matrix points, int first)
    {
        int count = Math.Min(BatchRows, points.Rows - first);
        return new Matrix(count, points.Columns, points.Values.Slice(first * points.Columns, count * points.Columns));
    }
}
