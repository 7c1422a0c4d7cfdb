// Auditing a trained model that was saved as a TorchSharp .dat: the file and its architecture are enough, torch is not needed to read it.
// AuditSavedDat FILE ARCHITECTURE, e.g. AuditSavedDat model.dat "[2-16-2:tanh]x2"; without arguments it saves a model of its own first.
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Interchange;
using TorchDynInspect.Models;

if (args.Length is not (0 or 2))
{
    Console.Error.WriteLine("expected FILE ARCHITECTURE, or nothing");
    return 2;
}

string file = args.Length == 2 ? args[0] : Path.Combine(Directory.CreateTempSubdirectory().FullName, "model.dat");
string architecture = args.Length == 2 ? args[1] : Save(file);
try
{
    Audit(NetworkFile.Read(file, architecture));
    return 0;
}
catch (InvalidInputException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
finally
{
    if (args.Length == 0)
    {
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}

static string Save(string file)
{
    using var model = new ResidualNetwork(new ResidualNetworkOptions(2, 16, 2) { Seed = 1 });
    model.save(file);
    return model.Architecture;
}

static void Audit(Network network)
{
    Console.WriteLine($"{network.Inputs} inputs, {network.Outputs} outputs, {network.ParameterCount} parameters, {network.Layers.Length} layers");
    if (!network.IsSelfMap)
    {
        return;
    }

    // Spectral radii of the Jacobian along a diagonal of the box: above 1 the map stretches some direction there.
    var box = Box.Cube(network.Inputs, -3, 3);
    var diagonal = Matrix.FromRows([.. Enumerable.Range(0, 61).Select(i => Enumerable.Repeat(-3 + (0.1 * i), network.Inputs).ToArray())]);
    SpectrumBatch spectra = network.AffineMaps(diagonal).Spectra();
    double[] radii = spectra.SpectralRadii.ToArray();
    Console.WriteLine($"spectral radius on the diagonal of the box {box}: {radii.Min():F4} to {radii.Max():F4} (61 points, Sampled)");

    FixedPointResult search = network.FixedPoints(box);
    foreach (FixedPoint point in search.Points)
    {
        string eigenvalues = string.Join(", ", point.Eigenvalues.Select(value => value.Imaginary == 0 ? $"{value.Real:F4}" : $"{value.Real:F4}{value.Imaginary:+0.0000;-0.0000}i"));
        Console.WriteLine($"fixed point ({string.Join(", ", point.X.Select(value => $"{value:F6}"))}): {point.Stability}, eigenvalues {eigenvalues} ({point.Evidence})");
    }

    Console.WriteLine($"{search.Points.Length} fixed points found, complete: {search.Complete} ({search.Evidence})");
}
