
namespace TorchDynInspect.Compat.Tests;

/// <summary>A test of this repository's own engine; skipped, with that reason, when the TorchSharp package is the engine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompatFactAttribute : FactAttribute
{
    public CompatFactAttribute()
    {
        if (!Engine.IsCompat)
        {
            Skip = "tests compat/TorchSharp; the engine is the TorchSharp package";
        }
    }
}
