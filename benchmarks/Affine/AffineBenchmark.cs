using BenchmarkDotNet.Attributes;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Benchmarks.Affine;

/// <summary>A, b, eigenvalues and singular values of 1024 points for d-h-h-d.</summary>
[MemoryDiagnoser]
[InProcess]
public class AffineBenchmark
{
    private AffineWorkload workload = null!;
    private AffineMapBatch maps = null!;

    [Params("2-32", "8-64", "32-128")]
    public string Shape { get; set; } = "2-32";

    [Params("relu", "tanh")]
    public string Activation { get; set; } = "relu";

    [Params(AffineForm.Tangent, AffineForm.Secant)]
    public AffineForm Form { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int[] shape = [.. Shape.Split('-').Select(int.Parse)];
        workload = AffineWorkload.Create(shape[0], shape[1], Activation);
        maps = workload.Network.AffineMaps(workload.Points, Form);
    }

    [Benchmark]
    public SpectrumBatch MapsAndSpectra() => workload.Run(Form);

    [Benchmark]
    public AffineMapBatch Maps() => workload.Network.AffineMaps(workload.Points, Form);

    [Benchmark]
    public SpectrumBatch Spectra() => maps.Spectra();
}
