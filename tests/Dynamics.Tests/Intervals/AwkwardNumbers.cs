namespace TorchDynInspect.Dynamics.Tests.Intervals;

/// <summary>Random doubles of awkward kinds.</summary>
internal static class AwkwardNumbers
{
    private static readonly double[] Special =
    [
        0, 1, -1, 0.5, 2, 3, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 2.2250738585072014e-308, 1 + 2.220446049250313e-16,
        1 - 1.1102230246251565e-16, 1e-160, -1e160, 4.9e-322, 1.5707963267948966, 3.141592653589793, 709.782712893384, -745.1332191019411, 0.6931471805599453,
    ];

    public static double Next(Random random) => random.Next(7) switch
    {
        0 => Special[random.Next(Special.Length)],
        1 => random.Next(-20, 21),
        2 => (random.NextDouble() * 20) - 10,
        3 => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-60, 60)),
        4 => Finite(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))),
        5 => Math.ScaleB(random.Next(-64, 65), random.Next(-1074, 960)),
        _ => Math.BitIncrement(Math.ScaleB(1, random.Next(-1070, 1020))),
    };

    /// <summary>A number of the size at which elementary functions are neither 0 nor infinite.</summary>
    public static double NextArgument(Random random) => random.Next(5) switch
    {
        0 => (random.NextDouble() * 1500) - 750,
        1 => Math.ScaleB(random.NextDouble() - 0.5, -random.Next(1070)),
        2 => 0.5 * Math.PI * random.Next(-600000, 600000),
        3 => (random.NextDouble() * 100) - 50,
        _ => (random.NextDouble() * 4) - 2,
    };

    private static double Finite(double x) => double.IsFinite(x) ? x : 7;
}
