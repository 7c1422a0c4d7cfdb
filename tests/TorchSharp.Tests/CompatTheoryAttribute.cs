namespace TorchDynInspect.Compat.Tests;

/// <summary>As <see cref="CompatFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompatTheoryAttribute : TheoryAttribute
{
    public CompatTheoryAttribute()
    {
        if (!Engine.IsCompat)
        {
            Skip = "tests compat/TorchSharp; the engine is the TorchSharp package";
        }
    }
}
