using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>Evaluation and pointwise affine maps of a network over N points at once.</summary>
public static class PointwiseAffine
{
    /// <summary>f(x_i) for N points.</summary>
    /// <param name="network">f.</param>
    /// <param name="points">N × inputs, one point a row.</param>
    /// <returns>N × outputs.</returns>
    public static Matrix Evaluate(this Network network, Matrix points) => throw new NotImplementedException();

    /// <summary>f(x) for one point.</summary>
    /// <param name="network">f.</param>
    /// <param name="x">A point of dimension inputs.</param>
    /// <returns>f(x), of length outputs.</returns>
    public static double[] Evaluate(this Network network, ReadOnlySpan<double> x) => throw new NotImplementedException();

    /// <summary>The affine maps at N points.</summary>
    /// <param name="network">f.</param>
    /// <param name="points">N × inputs, one point a row.</param>
    /// <param name="form">Which form.</param>
    public static AffineMapBatch AffineMaps(this Network network, Matrix points, AffineForm form = AffineForm.Tangent) => throw new NotImplementedException();

    /// <summary>The affine map at one point.</summary>
    /// <param name="network">f.</param>
    /// <param name="x">A point of dimension inputs.</param>
    /// <param name="form">Which form.</param>
    public static AffineMap AffineMap(this Network network, ReadOnlySpan<double> x, AffineForm form = AffineForm.Tangent) => throw new NotImplementedException();
}
