namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// The affine maps of one level on the part of the domain that a worker is in: all nodes of the level that wait below it share them. Matrices lie by columns:
/// a_1 … a_d, then b, each a column as long as the stride.
/// </summary>
internal sealed unsafe class WalkFrame
{
    /// <summary>The rows of the pre-activations; stride of the level.</summary>
    public double* Rows;

    /// <summary>The rows of the hyperplanes, pre-activation minus breakpoint; may be the same memory as <see cref="Rows"/>. Stride: of the planes.</summary>
    public double* Planes;

    /// <summary>For each hyperplane the sum of |a_j|.</summary>
    public double* Norms;

    /// <summary>For each hyperplane a bound of the error of its value, computed from <see cref="Planes"/>, at a point given exactly.</summary>
    public double* Margins;

    /// <summary>For each hyperplane whether <see cref="Planes"/> is its exact row, rounded to the nearest doubles.</summary>
    public bool[] IsExact = [];

    /// <summary>The largest |x_j| on the part of the domain that the frame is for, d numbers.</summary>
    public double* Reach;

    /// <summary>Tells this frame from all others that its worker has had.</summary>
    public long Stamp;

    /// <summary>The rows of the values kept by the residual blocks that are open here.</summary>
    public double*[] Blocks = [];
}
