using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Files;

namespace TorchDynInspect.Reporting.Json;

/// <summary>Renders a report as report.json; the fields are those of <see cref="ReportJson"/>.</summary>
public static class JsonReport
{
    /// <summary>Writes UTF-8. The stream stays open.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Receives the document.</param>
    public static void Write(Report report, Stream stream) => new ReportJson(report).WriteJson(stream);

    /// <summary>Writes a file; a reader sees the old file or the new one, never half of it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; an existing one is unchanged.</exception>
    public static void Write(Report report, string path) => AtomicFile.Write(path, stream => Write(report, stream));
}
