namespace TorchDynInspect.Dynamics;

/// <summary>Checks at the door: every analysis may assume finite numbers and matching lengths behind it.</summary>
internal static class Preconditions
{
    /// <summary>Rejects NaN and infinity, which eigenvalue iterations answer with a hang or a crash.</summary>
    public static void RequireFinite(ReadOnlySpan<double> values, string what)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new InvalidInputException($"{what}: entry {i} is {values[i]}, expected a finite number");
            }
        }
    }

    public static void RequireLength(int actual, int expected, string what)
    {
        if (actual != expected)
        {
            throw new InvalidInputException($"{what}: has {actual} numbers, expected {expected}");
        }
    }
}
