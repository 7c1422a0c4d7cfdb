namespace TorchDynInspect.Compat.Tests.Surface;

/// <summary>A type that TorchSharp does not have, to see that the comparison can fail.</summary>
public class ApiNotationProbe
{
    public static double? Sum<T>(params long[] values) => values.Sum();

    protected virtual void Scale(ref double value, (int Count, string Name) pair, float factor = 0.5f, string unit = "m") =>
        value *= factor;
}
