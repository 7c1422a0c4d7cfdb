using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Html;

/// <summary>The word for an evidence level in its frame: dashed for sampled, solid for numerical, filled for certified.</summary>
internal static class EvidenceBadge
{
    public static void Write(Markup page, EvidenceLevel? evidence)
    {
        string word = evidence?.Word() ?? "data";
        page.Element("span", word, ("class", evidence is null ? "ev plain" : "ev " + word));
    }
}
