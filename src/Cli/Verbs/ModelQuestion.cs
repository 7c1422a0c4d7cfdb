using System.CommandLine;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Cli.Verbs;

/// <summary>What a verb is asked: the command line, the network it names, and the ways to tell progress and to be stopped.</summary>
internal sealed record ModelQuestion(
    ParseResult Parsed,
    string Path,
    Network Network,
    IProgress<double> Progress,
    CancellationToken Cancellation);
