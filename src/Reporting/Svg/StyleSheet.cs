namespace TorchDynInspect.Reporting.Svg;

/// <summary>The style sheets and the script that this project carries.</summary>
internal static class StyleSheet
{
    /// <summary>Colours and strokes of figures.</summary>
    public static string Figure { get; } = Read("figure.css");

    /// <summary>Layout of the page.</summary>
    public static string Page { get; } = Read("report.css");

    /// <summary>Tooltips, sliders and the button that saves the data.</summary>
    public static string Script { get; } = Read("report.js");

    private static string Read(string name)
    {
        using Stream stream = typeof(StyleSheet).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"resource {name} is missing from the assembly");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
