namespace TorchDynInspect.Cli;

/// <summary>What the tool's exit code says to a script.</summary>
internal static class ExitCode
{
    /// <summary>The question was answered.</summary>
    public const int Answered = 0;

    /// <summary>A fault of the tool.</summary>
    public const int InternalFault = 1;

    /// <summary>The input is at fault; standard error holds one line about it.</summary>
    public const int InvalidInput = 2;

    /// <summary>Ctrl-C: what was found so far was printed (128 + SIGINT, as shells count).</summary>
    public const int Interrupted = 130;
}
