namespace TorchSharp;

public static partial class torch
{
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Innermost;

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Enter();

    /// <summary>Evaluates an expression and disposes all its intermediate tensors.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
