// The smallest attach-and-read: any TorchSharp module, its parts, and what it does as a dynamical system.
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Inspectors;
using static TorchSharp.torch;

manual_seed(0);
using var model = nn.Sequential(("hidden", nn.Linear(2, 32)), ("tanh", nn.Tanh()), ("output", nn.Linear(32, 2)));

Inspection inspection = model.Inspect();
Console.WriteLine(inspection.Summary);
Console.WriteLine($"checked on {inspection.Verification!.Points} points, largest deviation {inspection.Verification.MaxDeviation:G2}");

double[] x = [0.5, -0.25];
AffineMap map = inspection.AffineMap(x, AffineForm.Secant);
Console.WriteLine($"at (0.5, -0.25): A* = [[{map.A[0, 0]:F4}, {map.A[0, 1]:F4}], [{map.A[1, 0]:F4}, {map.A[1, 1]:F4}]], b* = ({map.B[0]:F4}, {map.B[1]:F4}) ({inspection.Evidence})");

Spectrum spectrum = inspection.Spectrum(x);
Console.WriteLine($"Jacobian: spectral radius {spectrum.SpectralRadius:F4}, norm {spectrum.Norm2:F4} ({spectrum.Evidence})");

FixedPointResult search = inspection.FixedPoints(Box.Cube(2, -5, 5));
foreach (FixedPoint point in search.Points)
{
    Console.WriteLine($"fixed point ({point.X[0]:F6}, {point.X[1]:F6}): {point.Stability} as a {point.Judged} ({point.Evidence})");
}

Console.WriteLine($"{search.Points.Length} found, complete: {search.Complete} ({search.Evidence})");
