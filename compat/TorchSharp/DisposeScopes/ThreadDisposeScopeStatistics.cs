namespace TorchSharp;

/// <summary>What the dispose scopes of one thread have done since it started or since <see cref="Reset"/>.</summary>
public class ThreadDisposeScopeStatistics
{
    /// <summary>Objects created while no scope was open.</summary>
    public long CreatedOutsideScopeCount { get; private set; }

    /// <summary>Objects created while a scope was open, or attached to one later.</summary>
    public long CreatedInScopeCount { get; private set; }

    /// <summary>Objects disposed while a scope owned them.</summary>
    public long DisposedInScopeCount { get; private set; }

    /// <summary>Objects that left their scope without being disposed.</summary>
    public long DetachedFromScopeCount { get; private set; }

    /// <summary>Objects that the scopes of this thread still own.</summary>
    public long ThreadTotalLiveCount => CreatedInScopeCount - DisposedInScopeCount - DetachedFromScopeCount;

    public void Reset() => CreatedOutsideScopeCount = CreatedInScopeCount = DisposedInScopeCount = DetachedFromScopeCount = 0;

    internal void Created(bool inScope)
    {
        if (inScope)
        {
            CreatedInScopeCount++;
        }
        else
        {
            CreatedOutsideScopeCount++;
        }
    }

    internal void Attached(IDisposable _) => CreatedInScopeCount++;

    internal void Disposed() => DisposedInScopeCount++;

    internal void Detached() => DetachedFromScopeCount++;
}
