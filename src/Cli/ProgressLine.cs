using System.Globalization;

namespace TorchDynInspect.Cli;

/// <summary>The share of the work done, on one line of standard error that disappears in the end; silent unless a person watches.</summary>
internal sealed class ProgressLine(ToolTerminal terminal, string doing = "searching") : IProgress<double>, IDisposable
{
    private readonly Lock gate = new();
    private int shown = -1;

    public void Report(double value)
    {
        if (!terminal.ErrorIsTerminal)
        {
            return;
        }

        lock (gate)
        {
            int percent = (int)Math.Clamp(value * 100, 0, 100);
            if (percent != shown)
            {
                shown = percent;
                terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{doing} {percent,3} %"));
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (shown >= 0)
            {
                terminal.Error.Write("\r" + new string(' ', doing.Length + 7) + "\r");
                shown = -1;
            }
        }
    }
}
