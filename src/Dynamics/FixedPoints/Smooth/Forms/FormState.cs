using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth.Forms;

/// <summary>
/// A layer of m units as linear forms over a box: h_i ∈ Centre_i + Σ_j Rows_ij ε_j ± Error_i, and beside it the plain interval [Low_i, High_i]. ε_1 … ε_n
/// are the offsets x − c from the centre of the box; each further ε belongs to one hidden unit and lies in [−1, 1].
/// </summary>
/// <param name="width">The widest layer.</param>
/// <param name="columns">n and the number of hidden units.</param>
internal sealed class FormState(int width, int columns)
{
    public int Width { get; set; }

    /// <summary>How many of the columns are in use, from the left.</summary>
    public int Columns { get; set; }

    public int Stride { get; } = Lanes.Stride(columns);

    public double[] Centre { get; private set; } = new double[Lanes.Stride(width)];

    public double[] Rows { get; private set; } = new double[width * Lanes.Stride(columns)];

    public double[] Error { get; private set; } = new double[Lanes.Stride(width)];

    public double[] Low { get; private set; } = new double[Lanes.Stride(width)];

    public double[] High { get; private set; } = new double[Lanes.Stride(width)];

    public void CopyFrom(FormState other)
    {
        (Width, Columns) = (other.Width, other.Columns);
        other.Centre.CopyTo(Centre, 0);
        other.Rows.AsSpan(0, Width * Stride).CopyTo(Rows);
        other.Error.CopyTo(Error, 0);
        other.Low.CopyTo(Low, 0);
        other.High.CopyTo(High, 0);
    }

    /// <summary>Exchanges all arrays.</summary>
    public void Swap(FormState other)
    {
        (Width, other.Width) = (other.Width, Width);
        (Columns, other.Columns) = (other.Columns, Columns);
        (Centre, other.Centre) = (other.Centre, Centre);
        (Rows, other.Rows) = (other.Rows, Rows);
        (Error, other.Error) = (other.Error, Error);
        (Low, other.Low) = (other.Low, Low);
        (High, other.High) = (other.High, High);
    }
}
