using System.Globalization;

namespace TorchDynInspect.Samples.Tests;

public sealed class DepthWidthStudyTests(DepthWidthStudyTests.Run run) : IClassFixture<DepthWidthStudyTests.Run>
{

    [Fact]
    public void Networks_that_represent_an_iterate_have_k_times_its_entropy_and_at_least_the_width_that_it_demands()
    {
        Dictionary<string, double> entropies = new() { ["tent"] = Math.Log(2), ["period three"] = Math.Log((1 + Math.Sqrt(5)) / 2) };
        string[][] rows = [.. run.Lines.Select(line => line.Split('\t')).Where(cells => entropies.ContainsKey(cells[0]))];
        Assert.Equal(8, rows.Length);
        foreach (string[] cells in rows)
        {
            double[] numbers = [.. cells[1..7].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            (double k, double l, double m, double demanded) = (numbers[0], numbers[1], numbers[2], numbers[3]);
            double expected = k * entropies[cells[0]];
            Assert.Equal(expected, numbers[4], 1e-4 * expected);
            Assert.Equal(expected, numbers[5], 1e-4 * expected);
            Assert.Equal(Math.Ceiling(Math.Exp(expected / l) - 1 - 1e-6), demanded);
            Assert.True(m >= demanded);
        }
    }

    [Fact]
    public void Trained_networks_stay_below_the_bound_of_their_architecture()
    {
        string[][] rows = [.. File.ReadAllLines(Path.Combine(run.Folder, "depth-width-tent.csv")).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(4, rows.Length);
        foreach (string[] cells in rows)
        {
            double[] numbers = [.. cells[..7].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            Assert.True(numbers[4] <= numbers[5] && numbers[4] <= numbers[6] + 1e-9, string.Join(' ', cells));
        }

        Assert.Contains("certified", File.ReadAllText(Path.Combine(run.Folder, "depth-width-tent.html")), StringComparison.Ordinal);
    }

    /// <summary>The short form of the study, run once.</summary>
    public sealed class Run : IDisposable
    {
        public Run() => Lines = SampleProgram.Run("DepthWidthStudy", Folder, "--short").Output;

        public string Folder { get; } = Directory.CreateTempSubdirectory("depth-width").FullName;

        public string[] Lines { get; }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
