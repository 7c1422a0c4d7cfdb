using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Benchmarks.Affine;

/// <summary>A quick reading: the best of several runs after warming up, one line a workload.</summary>
internal static class AffineOnce
{
    public static void Run(TextWriter output)
    {
        output.WriteLine("d-h     activation form     total ms   maps ms   spectra ms   (processor ms: maps, spectra)");
        foreach ((int d, int h) in new[] { (2, 32), (8, 64), (32, 128) })
        {
            foreach (string activation in new[] { "relu", "tanh" })
            {
                AffineWorkload workload = AffineWorkload.Create(d, h, activation);
                foreach (AffineForm form in new[] { AffineForm.Tangent, AffineForm.Secant })
                {
                    AffineMapBatch maps = workload.Network.AffineMaps(workload.Points, form);
                    (double total, _) = Timing.Best(() => workload.Run(form));
                    (double alone, double mapsWork) = Timing.Best(() => workload.Network.AffineMaps(workload.Points, form));
                    (double spectra, double spectraWork) = Timing.Best(() => maps.Spectra());
                    output.WriteLine($"{d + "-" + h,-7} {activation,-10} {form,-8} {total,8:f2}  {alone,8:f2}     {spectra,8:f2}  {mapsWork,8:f2} {spectraWork,8:f2}");
                }
            }
        }
    }
}
