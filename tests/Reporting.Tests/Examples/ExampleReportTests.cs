using System.Text;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Files;
using TorchDynInspect.Reporting.Html;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Reporting.Svg;

namespace TorchDynInspect.Reporting.Tests.Examples;

public class ExampleReportTests
{
    /// <summary>Leaves example/report.html, report.json and field.svg beside the test assembly, to look at.</summary>
    [Fact]
    public void The_example_report_is_written_as_page_and_as_json()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "example");
        HtmlReport.Write(ExampleReport.Create(), Path.Combine(folder, "report.html"));
        JsonReport.Write(ExampleReport.Create(), Path.Combine(folder, "report.json"));
        Figure field = ExampleReport.Create().Sections[2].Blocks.OfType<FigureRow>().First().Figures[0];
        AtomicFile.Write(Path.Combine(folder, "field.svg"), stream => stream.Write(Encoding.UTF8.GetBytes(SvgFigure.Render(field))));
        Assert.InRange(new FileInfo(Path.Combine(folder, "report.html")).Length, 20_000, 1_000_000);
        Assert.Equal(["field.svg", "report.html", "report.json"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
    }
}
