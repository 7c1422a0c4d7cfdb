using System.Globalization;

namespace TorchDynInspect.Samples.Tests;

public sealed class OwnFunctionTests
{
    [Fact]
    public void Himmelblaus_function_has_nine_stationary_points_and_the_four_known_minima_are_among_them()
    {
        (int code, string[] lines, _) = SampleProgram.Run("OwnFunction");
        Assert.Equal(0, code);
        Assert.StartsWith("9 stationary points in -5,5;-5,5, complete: True (Certified)", lines[^1], StringComparison.Ordinal);
        double[][] points =
        [
            .. lines[..^1].Select(line => line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..line.IndexOf(')', StringComparison.Ordinal)])
                .Select(pair => pair.Split(',').Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray()),
        ];

        // At a minimum both squares vanish; (3, 2) is exact.
        double[][] minima = [.. points.Where(p => Math.Abs((p[0] * p[0]) + p[1] - 11) + Math.Abs(p[0] + (p[1] * p[1]) - 7) < 1e-9)];
        Assert.Equal(4, minima.Length);
        Assert.Contains(minima, p => Math.Abs(p[0] - 3) + Math.Abs(p[1] - 2) < 1e-11);
        Assert.All(points, p => Assert.Equal(0, (2 * p[0] * ((p[0] * p[0]) + p[1] - 11)) + p[0] + (p[1] * p[1]) - 7, 1e-9));
    }
}
