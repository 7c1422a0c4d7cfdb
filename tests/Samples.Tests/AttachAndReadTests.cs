using System.Globalization;
using System.Text.RegularExpressions;

namespace TorchDynInspect.Samples.Tests;

public sealed partial class AttachAndReadTests
{
    [Fact]
    public void It_prints_the_parts_the_affine_map_the_spectrum_and_the_fixed_point()
    {
        (int code, string[] lines, _) = SampleProgram.Run("AttachAndRead");
        Assert.Equal(0, code);
        Assert.Contains("162 parameters, 162 trainable", lines);
        Assert.StartsWith("checked on 32 points, largest deviation ", lines[7], StringComparison.Ordinal);

        // The map of PyTorch 1.13 after manual_seed(0), computed there in float64: f(0.5, -0.25) = A* x + b*.
        double[] numbers = [.. Number().Matches(lines[8][lines[8].IndexOf('=', StringComparison.Ordinal)..]).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(6, numbers.Length);
        Assert.Equal(PyTorchValue[0], (numbers[0] * 0.5) + (numbers[1] * -0.25) + numbers[4], 1.5e-4);
        Assert.Equal(PyTorchValue[1], (numbers[2] * 0.5) + (numbers[3] * -0.25) + numbers[5], 1.5e-4);
        Assert.Equal("1 found, complete: True (Certified)", lines[^1]);
        Assert.EndsWith(": Attracting as a Map (Certified)", lines[^2], StringComparison.Ordinal);
        string[] point = [.. Number().Matches(lines[^2]).Select(match => match.Value)];
        Assert.Equal(PyTorchFixedPoint[0], double.Parse(point[0], CultureInfo.InvariantCulture), 1e-6);
        Assert.Equal(PyTorchFixedPoint[1], double.Parse(point[1], CultureInfo.InvariantCulture), 1e-6);
    }

    private static readonly double[] PyTorchValue = [0.16995542253605989, 0.051129105075987974];

    private static readonly double[] PyTorchFixedPoint = [0.14183278431319407, 0.13129428308985863];

    [GeneratedRegex(@"-?\d+\.\d+")]
    private static partial Regex Number();
}
