namespace TorchDynInspect.Reporting.Text;

/// <summary>Members of closed sets as the words that people and scripts read.</summary>
internal static class Words
{
    /// <summary>The name in lower case: "certified", "attracting", "secant".</summary>
    public static string Word<T>(this T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
