using System.Globalization;
using System.Text;

namespace TorchDynInspect.Interchange.Json;

/// <summary>Where in the document the reader stands, e.g. <c>layers[2].weight[3]</c>; spelled out only when a fault is reported.</summary>
internal sealed class JsonPlace
{
    private readonly List<(string? Name, int Index)> steps = [];

    public void Enter(string property) => steps.Add((property, 0));

    public void EnterItem(int index) => steps.Add((null, index));

    public void MoveToItem(int index) => steps[^1] = (null, index);

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string? name, int index) in steps)
        {
            if (name is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else
            {
                text.Append(text.Length == 0 ? string.Empty : ".").Append(InputFault.OneLine(name.Length <= 60 ? name : name[..60] + "…"));
            }
        }

        return text.Length == 0 ? "document" : text.ToString();
    }
}
