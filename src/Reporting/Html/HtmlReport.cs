using System.Security.Cryptography;
using System.Text;
using TorchDynInspect.Reporting.Documents;
using TorchDynInspect.Reporting.Files;
using TorchDynInspect.Reporting.Json;
using TorchDynInspect.Reporting.Svg;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Html;

/// <summary>
/// Renders a report as one HTML page that needs nothing else: no network, no script to be readable. It follows the reader's light or dark
/// preference, fits a phone and prints. Its content security policy admits the page's own style sheet and script by their hashes and
/// nothing else, so that no text in the report can load or run anything. report.json is embedded.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes UTF-8. The stream stays open.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Receives the page.</param>
    public static void Write(Report report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(Render(report)));
    }

    /// <summary>Writes a file; a reader sees the old file or the new one, never half of it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written; an existing one is unchanged.</exception>
    public static void Write(Report report, string path) => AtomicFile.Write(path, stream => Write(report, stream));

    /// <summary>The page as a string.</summary>
    /// <param name="report">The report.</param>
    public static string Render(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string style = StyleSheet.Figure + StyleSheet.Page;
        Markup page = new();
        page.Trusted("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Line();
        WriteHead(page, report, style);
        page.Open("body").Line().Open("main").Line();
        WriteHeader(page, report);
        HtmlBlocks blocks = new(page);
        for (int i = 0; i < report.Sections.Length; i++)
        {
            page.Open("section", ("id", $"section-{i + 1}")).Element("h2", report.Sections[i].Title).Line();
            foreach (Block block in report.Sections[i].Blocks)
            {
                blocks.Write(block);
            }

            page.Close().Line();
        }

        WriteRun(page, report);
        WriteFooter(page);
        page.Close().Line();
        page.Open("script", ("type", "application/json"), ("id", "report-json")).Trusted(new ReportJson(report).ToJson()).Close().Line();
        page.Open("script").Trusted(StyleSheet.Script).Close().Line();
        return page.Close().Close().Line().ToString();
    }

    private static void WriteHead(Markup page, Report report, string style)
    {
        string policy = $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(StyleSheet.Script)}'; "
            + "base-uri 'none'; form-action 'none'";
        page.Open("head").Line()
            .Empty("meta", ("charset", "utf-8")).Line()
            .Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy)).Line()
            .Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line()
            .Empty("meta", ("name", "color-scheme"), ("content", "light dark")).Line()
            .Empty("meta", ("name", "generator"), ("content", "TorchDynInspect")).Line()
            .Element("title", report.Title).Line()
            .Open("style").Trusted(style).Close().Line()
            .Close().Line();
    }

    private static void WriteHeader(Markup page, Report report)
    {
        page.Open("header").Element("h1", report.Title).Line();
        if (report.Subtitle is { } subtitle)
        {
            page.Element("p", subtitle, ("class", "subtitle")).Line();
        }

        page.Open("div", ("class", "verdict " + report.Verdict.Tone.Word()))
            .Element("p", report.Verdict.Tone.Word(), ("class", "tone"))
            .Element("p", report.Verdict.Sentence, ("class", "sentence"));
        if (report.Verdict.Detail is { } detail)
        {
            page.Element("p", detail, ("class", "detail"));
        }

        page.Close().Line().Close().Line();
    }

    private static void WriteRun(Markup page, Report report)
    {
        page.Open("section", ("id", "run")).Element("h2", "Run details").Line();
        if (report.Run.IsEmpty)
        {
            page.Element("p", "None were recorded.", ("class", "empty"));
        }
        else
        {
            page.Open("dl");
            foreach (RunDetail detail in report.Run)
            {
                page.Open("div").Element("dt", detail.Name).Element("dd", detail.Value).Close();
            }

            page.Close();
        }

        page.Close().Line();
    }

    private static void WriteFooter(Markup page)
    {
        page.Open("footer").Element("h2", "How to read the evidence").Line().Open("ul", ("class", "levels"));
        foreach ((string level, string meaning) in new[]
        {
            ("sampled", "found by sampling or local search; some may have been missed."),
            ("numerical", "exhaustive by construction, in floating point."),
            ("certified", "proved by outward-rounded intervals or exact rationals."),
        })
        {
            page.Open("li").Element("span", level, ("class", "ev " + level)).Text(" " + meaning).Close();
        }

        page.Close().Line()
            .Element("button", "Save report.json", ("type", "button"), ("id", "save"), ("hidden", string.Empty)).Line()
            .Close().Line();
    }

    private static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
