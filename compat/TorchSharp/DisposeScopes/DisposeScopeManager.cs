using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The stack of dispose scopes of a thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? ofThread;

    private DisposeScope? innermost;

    public static ThreadDisposeScopeStatistics Statistics => OfThread.Counts;

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal static DisposeScope? Innermost => ofThread?.innermost;

    private static DisposeScopeManager OfThread => ofThread ??= new DisposeScopeManager();

    internal static DisposeScope Enter()
    {
        var manager = OfThread;
        return manager.innermost = new DisposeScope(manager, manager.innermost);
    }

    /// <summary>Gives a new tensor to the innermost scope, if there is one.</summary>
    internal static void Register(Tensor tensor)
    {
        var manager = OfThread;
        if (manager.innermost is { } scope)
        {
            scope.Own(tensor);
            manager.Counts.Created(inScope: true);
        }
        else
        {
            manager.Counts.Created(inScope: false);
        }
    }

    /// <summary>Removes a scope, and those opened inside it that were never disposed, from the stack.</summary>
    internal void Leave(DisposeScope scope)
    {
        for (var open = innermost; open is not null; open = open.Outer)
        {
            if (open == scope)
            {
                innermost = scope.Outer;
                return;
            }
        }
    }
}
