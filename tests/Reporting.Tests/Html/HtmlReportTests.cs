using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Charts;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Html;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Reporting.Tests.Examples;

namespace TorchDynInspect.Reporting.Tests.Html;

public partial class HtmlReportTests
{
    private const string Hostile = "</script></title></style><img src=x onerror=alert(1)>\"' autofocus onfocus=alert(2) x=\"]]><!--\u0000\uD800";

    [Fact]
    public void The_page_refers_to_nothing_outside_itself()
    {
        string page = HtmlReport.Render(ExampleReport.Create());
        Assert.DoesNotMatch(@"(?i)https?:|//[a-z0-9.-]+\.[a-z]{2,}", page);
        Assert.DoesNotMatch(@"(?i)\s(src|href|srcset|action|poster|xlink:href)\s*=", page);
        Assert.DoesNotMatch(@"(?i)@import|(?<![a-z])url\((?!#)", page);
        Assert.DoesNotMatch(@"(?i)<(link|iframe|object|embed|base|form)\b", page);
    }

    [Fact]
    public void The_page_is_well_formed_apart_from_its_doctype()
    {
        XElement html = Parse(HtmlReport.Render(ExampleReport.Create()));
        Assert.Equal("en", html.Attribute("lang")!.Value);
        string[] ids = [.. html.Descendants().Select(e => e.Attribute("id")?.Value).OfType<string>()];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(html.Descendants("svg"), svg => Assert.All(svg.Attribute("aria-labelledby")!.Value.Split(' '), id => Assert.Contains(id, ids)));
    }

    [Fact]
    public void Hostile_names_stay_text_wherever_they_appear()
    {
        XElement html = Parse(HtmlReport.Render(HostileReport()));
        Assert.Empty(html.Descendants("img"));
        Assert.DoesNotContain(html.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Name == "autofocus");
        Assert.Equal(2, html.Descendants("script").Count());
        Assert.Single(html.Descendants("style"));
        string shown = Hostile.Replace('\u0000', '\uFFFD').Replace('\uD800', '\uFFFD');
        Assert.Equal(shown, html.Descendants("h1").Single().Value);
        Assert.Contains(html.Descendants("text"), text => text.Value.StartsWith(shown[..30], StringComparison.Ordinal));
        Assert.Contains(html.Descendants("h3"), text => text.Value == shown);
    }

    [Fact]
    public void The_embedded_json_is_report_json_and_cannot_end_its_element()
    {
        Report report = HostileReport();
        string page = HtmlReport.Render(report);
        string embedded = EmbeddedJson().Match(page).Groups[1].Value;
        using MemoryStream stream = new();
        JsonReport.Write(report, stream);
        Assert.Equal(Encoding.UTF8.GetString(stream.ToArray()), embedded);
        Assert.Equal(Hostile.Replace('\uD800', '\uFFFD'), JsonDocument.Parse(embedded).RootElement.GetProperty("title").GetString());
    }

    [Fact]
    public void The_security_policy_admits_exactly_the_script_and_the_style_of_the_page()
    {
        string page = HtmlReport.Render(ExampleReport.Create());
        string policy = WebUtility.HtmlDecode(PolicyText().Match(page).Groups[1].Value);
        string script = page[(page.LastIndexOf("<script>", StringComparison.Ordinal) + 8)..page.LastIndexOf("</script>", StringComparison.Ordinal)];
        string style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.Contains($"script-src '{Hash(script)}';", policy);
        Assert.Contains($"style-src '{Hash(style)}';", policy);
        Assert.StartsWith("default-src 'none';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotMatch(@"\sstyle=", page);
    }

    [Fact]
    public void Without_a_script_the_last_epoch_shows_and_dead_controls_do_not()
    {
        XElement html = Parse(HtmlReport.Render(ExampleReport.Create()));
        XElement figure = html.Descendants("figure").Single(f => f.Descendants("input").Any());
        XElement[] frames = [.. figure.Descendants("g").Where(g => g.Attribute("data-label") is not null)];
        Assert.Equal(80, frames.Length);
        XElement on = frames.Single(g => g.Attribute("class")!.Value == "frame on");
        Assert.Same(frames[^1], on);
        Assert.Equal(on.Attribute("data-label")!.Value, figure.Descendants("output").Single().Value);
        Assert.All(html.Descendants("input").Concat(html.Descendants("button")), control => Assert.NotNull(control.Attribute("hidden")));
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes()
    {
        Assert.Equal(HtmlReport.Render(ExampleReport.Create()), HtmlReport.Render(ExampleReport.Create()));
        Assert.Equal(new ReportJson(ExampleReport.Create()).ToJson(), new ReportJson(ExampleReport.Create()).ToJson());
    }

    [Fact]
    public void Every_reading_stands_beside_its_evidence_and_its_exact_value()
    {
        XElement html = Parse(HtmlReport.Render(ExampleReport.Create()));
        XElement row = html.Descendants("tr").First(tr => tr.Value.Contains("Spectral radius at the fixed point", StringComparison.Ordinal));
        Assert.Equal("numerical", row.Descendants("span").Last().Value);
        Assert.Equal(1.031, double.Parse(row.Elements("td").First().Attribute("title")!.Value, System.Globalization.CultureInfo.InvariantCulture), 3);
    }

    [Fact]
    public void An_empty_report_says_that_it_is_empty()
    {
        Report report = new()
        {
            Title = string.Empty,
            Verdict = new Verdict(VerdictTone.Finding, "Nothing was asked."),
            Sections = [new Section("Empty", [new ReadingTable([]), new DataTable([], []), new TheoryTable([]), new FigureRow([])])],
        };
        string text = Parse(HtmlReport.Render(report)).Value;
        Assert.Contains("No readings.", text);
        Assert.Contains("Nothing to show.", text);
        Assert.Contains("No theorem was consulted.", text);
        Assert.Contains("None were recorded.", text);
    }

    [Fact]
    public void Readings_that_are_not_finite_are_words_on_the_page_and_null_with_a_reason_in_json()
    {
        Report report = new()
        {
            Title = "t",
            Verdict = new Verdict(VerdictTone.Fault, "The loss diverged."),
            Sections = [new Section("s", [new ReadingTable([Reading.Of("loss", double.NaN, EvidenceLevel.Sampled), Reading.Of("norm", double.PositiveInfinity, null)])])],
        };
        Assert.Contains("not a number", HtmlReport.Render(report));
        JsonElement readings = JsonDocument.Parse(new ReportJson(report).ToJson()).RootElement.GetProperty("readings");
        Assert.Equal(JsonValueKind.Null, readings[0].GetProperty("value").ValueKind);
        Assert.Equal("not a number", readings[0].GetProperty("valueReason").GetString());
        Assert.Equal("positive infinity", readings[1].GetProperty("valueReason").GetString());
    }

    [Fact]
    public void Report_json_has_its_fields_and_refuses_two_results_of_one_name()
    {
        Report report = ExampleReport.Create();
        JsonElement json = JsonDocument.Parse(new ReportJson(report).ToJson()).RootElement;
        Assert.Equal(
            ["format", "title", "subtitle", "verdict", "readings", "theory", "tables", "figures", "run", "results"],
            json.EnumerateObject().Select(field => field.Name));
        Assert.Equal("repelling", json.GetProperty("results").GetProperty("fixedPoints").GetProperty("points")[0].GetProperty("stability").GetString());
        Assert.Equal(400, json.GetProperty("figures")[0].GetProperty("series")[0].GetProperty("y").GetArrayLength());
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new ReportJson(report with { Results = [.. report.Results, .. report.Results] }).ToJson());
        Assert.Contains("\"fixedPoints\" occurs twice", error.Message);
    }

    private static Report HostileReport() => new()
    {
        Title = Hostile,
        Subtitle = Hostile,
        Verdict = new Verdict(VerdictTone.Fault, Hostile, Hostile),
        Sections =
        [
            new Section(Hostile,
            [
                new Paragraph(Hostile),
                new ReadingTable([Reading.Of(Hostile, Hostile, EvidenceLevel.Certified, Hostile)]),
                new DataTable([Hostile], [[Hostile]]) { Caption = Hostile },
                new TheoryTable([new TheoryEntry(Hostile, Hostile, true, Hostile, Hostile, Hostile, true)]),
                new FigureRow(
                [
                    LineChart.Of(Hostile, Hostile, [1, 2], Hostile, Reporting.Figures.AxisScale.Linear, (Hostile, [1, 2])) with { Caption = Hostile, Notes = [Hostile] },
                    HeatMapChart.Of(new PlaneGrid(Dynamics.Boxes.Box.Cube(2, 0, 1), 2, 2), [0.5, 1, 1.5, 2], Hostile, 1, new PlaneOptions { XLabel = Hostile, YLabel = Hostile, Trajectories = [new Trajectory(Hostile, [0, 1], [0, 1]) { Labels = [Hostile, Hostile] }] }),
                ]),
            ]),
        ],
        Run = [new RunDetail(Hostile, Hostile)],
    };

    private static XElement Parse(string page) => XDocument.Parse(
        ScriptText().Replace(page[(page.IndexOf('\n', StringComparison.Ordinal) + 1)..], "$1$2")).Root!;

    private static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    [GeneratedRegex("<script type=\"application/json\" id=\"report-json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex EmbeddedJson();

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex PolicyText();

    /// <summary>Script text follows rules of its own, so an XML reader is not asked to read it.</summary>
    [GeneratedRegex("(<script[^>]*>).*?(</script>)", RegexOptions.Singleline)]
    private static partial Regex ScriptText();
}
