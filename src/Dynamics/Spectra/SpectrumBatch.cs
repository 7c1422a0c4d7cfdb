namespace TorchDynInspect.Dynamics.Spectra;

/// <summary>The spectra of N matrices of one shape, in flat arrays.</summary>
public sealed class SpectrumBatch
{
    /// <summary>N.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>The largest eigenvalue modulus of each matrix; empty when they are not square.</summary>
    public ReadOnlyMemory<double> SpectralRadii => throw new NotImplementedException();

    /// <summary>The largest singular value of each matrix.</summary>
    public ReadOnlyMemory<double> Norms2 => throw new NotImplementedException();

    /// <summary>The spectrum of matrix <paramref name="index"/>, as a copy.</summary>
    /// <param name="index">Zero-based matrix.</param>
    public Spectrum this[int index] => throw new NotImplementedException();
}
