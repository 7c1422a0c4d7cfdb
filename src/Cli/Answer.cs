using Spectre.Console;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli;

/// <summary>What a verb found, in every form; only the one that is asked for gets written.</summary>
/// <param name="Json">For scripts.</param>
/// <param name="Show">For people.</param>
/// <param name="Interrupted">Whether Ctrl-C cut the search short.</param>
internal sealed record Answer(IJsonResult Json, Action<IAnsiConsole> Show, bool Interrupted = false)
{
    /// <summary>Writes standard output in a form of the verb's own, in place of <see cref="Show"/>; null for none.</summary>
    public Action<TextWriter>? Plain { get; init; }
}
