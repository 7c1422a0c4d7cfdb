namespace TorchSharp;

/// <summary>While it lives, a backward pass that meets an error or a NaN says which operation of the forward pass caused it.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool previous = IsEnabled;
    private readonly bool previousCheck = ShouldCheckNaN;

    public AnomalyMode(bool enabled, bool check_nan = true) => Native.tds_set_anomaly(enabled ? 1 : 0, check_nan ? 1 : 0);

    public static bool IsEnabled => Native.tds_anomaly_enabled() != 0;

    public static bool ShouldCheckNaN => Native.tds_anomaly_checks_nan() != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Native.tds_set_anomaly(previous ? 1 : 0, previousCheck ? 1 : 0);
}
