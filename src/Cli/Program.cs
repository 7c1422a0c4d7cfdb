namespace TorchDynInspect.Cli;

/// <summary>The entry point of tdi.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using Interruption interruption = Interruption.OnCtrlC();
        return new Tool(ToolTerminal.OfProcess(), interruption.Token).Run(arguments);
    }
}
