using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss that weights its elements or classes.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction) => this.weight = weight;

    /// <summary>The weights, or null for equal ones.</summary>
    public Tensor? weight { get; }

    private protected override bool FieldsAreComponents => false;
}
