using TorchDynInspect.Reporting.Html;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Reporting.Tests.Examples;

public class ExampleReportTests
{
    /// <summary>Leaves example/report.html and example/report.json beside the test assembly, to look at.</summary>
    [Fact]
    public void The_example_report_is_written_as_page_and_as_json()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "example");
        HtmlReport.Write(ExampleReport.Create(), Path.Combine(folder, "report.html"));
        JsonReport.Write(ExampleReport.Create(), Path.Combine(folder, "report.json"));
        Assert.InRange(new FileInfo(Path.Combine(folder, "report.html")).Length, 20_000, 1_000_000);
        Assert.Equal(["report.html", "report.json"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
    }
}
