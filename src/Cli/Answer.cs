using Spectre.Console;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli;

/// <summary>What a verb found, in both forms; only the one that is asked for gets written.</summary>
/// <param name="Json">For scripts.</param>
/// <param name="Show">For people.</param>
/// <param name="Interrupted">Whether Ctrl-C cut the search short.</param>
internal sealed record Answer(IJsonResult Json, Action<IAnsiConsole> Show, bool Interrupted = false);
