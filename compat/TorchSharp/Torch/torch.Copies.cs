namespace TorchSharp;

public static partial class torch
{
    // Copies and conversions.
    public static Tensor clone(Tensor input) => Ops.clone.Call(input);
}
