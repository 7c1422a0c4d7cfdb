using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Training.TimeSeries;

namespace TorchDynInspect.Training.Tests.TimeSeries;

public sealed class StateSeriesTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_table_with_comments_is_read()
    {
        File.WriteAllText(file, "# pelts\nyear,hare,lynx\n1900, 30,4\n1901,47.2,6.1\n\n1902,70.2,9.8\n");
        StateSeries series = StateSeries.ReadCsv(file);
        Assert.Equal(["hare", "lynx"], series.Names.ToArray());
        Assert.Equal([1900.0, 1901, 1902], series.Times.ToArray());
        Assert.Equal([30, 4, 47.2, 6.1, 70.2, 9.8], series.States.Values.ToArray());
        Assert.Equal(1, series.Step);
        Assert.Equal(Math.Log(47.2), series.Logarithms().States[1, 0]);
    }

    [Theory]
    [InlineData("", "has no header")]
    [InlineData("year\n1900\n", ":1: header has 1 column")]
    [InlineData("year,x\n1900,1,2\n", ":2: has 3 fields, expected 2")]
    [InlineData("year,x\n1900,one\n", ":2: \"one\" is not a finite number")]
    [InlineData("year,x\n1900,NaN\n", ":2: \"NaN\" is not a finite number")]
    [InlineData("year,x\n1900,1\n1901,2\n", "2 times, 1 names")]
    [InlineData("year,x\n1900,1\n1901,2\n1903,3\n", "times 1900 and 1901 are not one step of 1.5 apart")]
    [InlineData("year,x\n1900,1\n1899,2\n1898,3\n", "expected equal spacing")]
    public void A_bad_table_is_one_line_that_says_where(string text, string expected)
    {
        File.WriteAllText(file, text);
        string message = Assert.Throws<InvalidInputException>(() => StateSeries.ReadCsv(file)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_missing_file_is_one_line() =>
        Assert.Contains("cannot be read", Assert.Throws<InvalidInputException>(() => StateSeries.ReadCsv(file + ".absent")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_logarithm_of_a_state_that_is_not_positive_names_coordinate_and_time()
    {
        StateSeries series = new(["x"], [0, 1, 2], new Matrix(3, 1, [1, 0, 2]));
        Assert.Contains("x at 1 is 0", Assert.Throws<InvalidInputException>(series.Logarithms).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_coordinates_have_mean_0_and_deviation_1_and_a_constant_one_stays()
    {
        Matrix states = new(4, 2, [1, 5, 2, 5, 4, 5, 9, 5]);
        Matrix standard = Standardisation.Of(states).Apply(states);
        double[] first = [.. Enumerable.Range(0, 4).Select(i => standard[i, 0])];
        Assert.Equal(0, first.Sum(), 1e-14);
        Assert.Equal(4, first.Sum(x => x * x), 1e-13);
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(0, standard[i, 1]));
    }

    [Fact]
    public void A_conjugate_map_does_in_the_original_coordinates_what_the_standard_map_does_in_its_own()
    {
        Standardisation standardisation = new(ImmutableArray.Create(3.0, -1), ImmutableArray.Create(2.0, 0.5));
        Network turn = new(2, [new Affine(new Matrix(2, 2, [0, -1, 1, 0]), [0.25, 0])]);
        // (5, 0) is (1, 2) in standard coordinates; the turn sends it to (−1.75, 1), which is (−0.5, −0.5).
        Assert.Equal([-0.5, -0.5], standardisation.Conjugate(turn).Evaluate([5.0, 0]));
    }
}
