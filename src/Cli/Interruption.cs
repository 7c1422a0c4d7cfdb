using System.Runtime.InteropServices;

namespace TorchDynInspect.Cli;

/// <summary>Ctrl-C as a request: the first asks the running search for what it has, the second ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration registration;

    private Interruption()
    {
        registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = !source.IsCancellationRequested;
            source.Cancel();
        });
    }

    public CancellationToken Token => source.Token;

    public static Interruption OnCtrlC() => new();

    public void Dispose()
    {
        registration.Dispose();
        source.Dispose();
    }
}
