namespace TorchDynInspect.Tests.Shared;

/// <summary>A test that writes to /dev/full; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DeviceFullFactAttribute : FactAttribute
{
    public DeviceFullFactAttribute()
    {
        if (!File.Exists("/dev/full"))
        {
            Skip = "needs /dev/full";
        }
    }
}
