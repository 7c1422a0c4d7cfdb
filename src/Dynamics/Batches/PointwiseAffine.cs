using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>
/// Evaluation and pointwise affine maps of a network over N points at once (theory §1). Points run in tiles, eight to a vector, over all cores;
/// nothing is allocated a point beyond the results, and the results do not depend on the number of cores.
/// </summary>
public static class PointwiseAffine
{
    /// <summary>f(x_i) for N points.</summary>
    /// <param name="network">f.</param>
    /// <param name="points">N × inputs, one point a row.</param>
    /// <returns>N × outputs.</returns>
    /// <exception cref="InvalidInputException">The points have another dimension, or a value overflows (the message names point and layer).</exception>
    public static Matrix Evaluate(this Network network, Matrix points)
    {
        Require(network, points);
        double[] values = GC.AllocateUninitializedArray<double>(points.Rows * network.Outputs);
        TileRun.Over(network, points.Memory, AffineForm.Tangent, values, default, default);
        return Matrix.Adopt(points.Rows, network.Outputs, values);
    }

    /// <summary>f(x) for one point.</summary>
    /// <param name="network">f.</param>
    /// <param name="x">A point of dimension inputs.</param>
    /// <returns>f(x), of length outputs.</returns>
    /// <exception cref="InvalidInputException">The point has another dimension or is not finite, or a value overflows.</exception>
    public static double[] Evaluate(this Network network, ReadOnlySpan<double> x) => network.Evaluate(Single(network, x)).Row(0).ToArray();

    /// <summary>
    /// The affine maps at N points. O(N · inputs · parameters). Forms: <see cref="AffineForm"/>; a network with a flow has the tangent form only.
    /// </summary>
    /// <param name="network">f.</param>
    /// <param name="points">N × inputs, one point a row.</param>
    /// <param name="form">Which form.</param>
    /// <exception cref="InvalidInputException">The points have another dimension, the form is not defined (an unshifted slope at a pre-activation of exactly 0
    /// with σ(0) ≠ 0, any secant of a flow), or a number overflows; the message names point, layer and unit.</exception>
    public static AffineMapBatch AffineMaps(this Network network, Matrix points, AffineForm form = AffineForm.Tangent)
    {
        Require(network, points);
        int count = points.Rows;
        (int m, int d) = (network.Outputs, network.Inputs);
        double[] values = GC.AllocateUninitializedArray<double>(count * m);
        double[] linear = GC.AllocateUninitializedArray<double>(checked(count * m * d));
        double[] offsets = GC.AllocateUninitializedArray<double>(count * m);
        TileRun.Over(network, points.Memory, form, values, linear, offsets);
        return new AffineMapBatch(count, m, d, form, linear, offsets, values);
    }

    /// <summary>The affine map at one point.</summary>
    /// <param name="network">f.</param>
    /// <param name="x">A point of dimension inputs.</param>
    /// <param name="form">Which form.</param>
    /// <exception cref="InvalidInputException">As <see cref="AffineMaps"/>.</exception>
    public static AffineMap AffineMap(this Network network, ReadOnlySpan<double> x, AffineForm form = AffineForm.Tangent) =>
        network.AffineMaps(Single(network, x), form)[0];

    private static Matrix Single(Network network, ReadOnlySpan<double> x)
    {
        ArgumentNullException.ThrowIfNull(network);
        Preconditions.RequireLength(x.Length, network.Inputs, "point");
        Preconditions.RequireFinite(x, "point");
        return new Matrix(1, x.Length, x);
    }

    private static void Require(Network network, Matrix points)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(points);
        Preconditions.RequireLength(points.Columns, network.Inputs, "points");
    }
}
