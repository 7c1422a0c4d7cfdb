using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.BranchAndPrune;

/// <summary>x ↦ tanh(Wx): W near 2I has up to 3^N fixed points; W of random entries with gain 1.5 has few, and a hard box to prove it in.</summary>
public sealed class RecurrentNetworkTests
{
    [Theory]
    [InlineData("tanh-recurrent-6", 729)]
    [InlineData("tanh-recurrent-8", 5993)]
    [InlineData("tanh-recurrent-hard-6", 1)]
    [InlineData("tanh-recurrent-hard-8", 1)]
    [InlineData("tanh-recurrent-hard-10", 1)]
    [InlineData("tanh-recurrent-hard-12", 3)]
    public void Every_fixed_point_is_found_and_proved(string name, int count)
    {
        Network network = Read(name);
        FixedPointResult result = network.FixedPoints(Box.Cube(network.Inputs, -2, 2));
        Assert.True(result.Complete);
        Assert.Equal(EvidenceLevel.Certified, result.Evidence);
        Assert.Equal(count, result.Points.Length);
        Assert.All(result.Points, point => Assert.Equal(EvidenceLevel.Certified, point.StabilityEvidence));

        // tanh is odd and the bias 0: with x, −x is fixed; the index sum of a map into the interior of a ball is 1 (Lefschetz).
        HashSet<string> seen = [.. result.Points.Select(point => Signs(point, 1))];
        Assert.Equal(result.Points.Length, seen.Count);
        Assert.All(result.Points, point => Assert.Contains(Signs(point, -1), seen));
        Assert.Equal(1, result.Points.Sum(Index));
    }

    private static Network Read(string name)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "networks", name + ".json")));
        JsonElement affine = file.RootElement.GetProperty("layers")[0];
        double[][] rows = [.. affine.GetProperty("weight").EnumerateArray().Select(row => row.EnumerateArray().Select(entry => entry.GetDouble()).ToArray())];
        return new Network(rows.Length, [new Affine(Matrix.FromRows(rows), new double[rows.Length]), new Elementwise(ActivationCatalogue.Create("tanh"))]);
    }

    /// <summary>The coordinates to nine digits.</summary>
    private static string Signs(FixedPoint point, int sign) => string.Join(' ', point.X.Select(x => (long)Math.Round(sign * x * 1e9)));

    /// <summary>The index of a fixed point, sign det(I − Df): −1 for an odd number of real eigenvalues above 1.</summary>
    private static int Index(FixedPoint point) => point.Eigenvalues.Count(value => value.Imaginary == 0 && value.Real > 1) % 2 == 0 ? 1 : -1;
}
