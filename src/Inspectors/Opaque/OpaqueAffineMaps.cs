using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Inspectors.Opaque;

/// <summary>The tangent maps of an opaque module: A = Df(x), b = f(x) − Df(x) x.</summary>
internal static class OpaqueAffineMaps
{
    public static AffineMapBatch Of(OpaqueMap map, Matrix points, AffineForm form)
    {
        if (form != AffineForm.Tangent)
        {
            throw new InvalidInputException($"the {form} form needs the pre-activations of a lowered module; an opaque one has the Tangent form only");
        }

        (double[] values, double[] jacobians) = map.ValuesAndJacobians(points);
        map.RequireFinite(values, points.Rows);
        int outputs = points.Rows == 0 ? 0 : values.Length / points.Rows;
        double[] offsets = [.. values];
        for (int i = 0; i < points.Rows; i++)
        {
            ReadOnlySpan<double> x = points.Row(i);
            for (int j = 0; j < outputs; j++)
            {
                ReadOnlySpan<double> row = jacobians.AsSpan(((i * outputs) + j) * map.Inputs, map.Inputs);
                for (int k = 0; k < x.Length; k++)
                {
                    offsets[(i * outputs) + j] -= row[k] * x[k];
                }
            }
        }

        return new AffineMapBatch(points.Rows, outputs, map.Inputs, AffineForm.Tangent, jacobians, offsets, values);
    }
}
