using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>Spectra of many small matrices at once.</summary>
public static class BatchSpectra
{
    /// <summary>The spectra of the linear parts A_i.</summary>
    /// <param name="maps">N affine maps.</param>
    public static SpectrumBatch Spectra(this AffineMapBatch maps) => throw new NotImplementedException();

    /// <summary>The spectra of N matrices of one shape.</summary>
    /// <param name="matrices">N matrices of one shape.</param>
    public static SpectrumBatch Of(IReadOnlyList<Matrix> matrices) => throw new NotImplementedException();
}
