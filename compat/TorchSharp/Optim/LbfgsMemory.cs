using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The last steps and changes of the gradient, and the direction they give by the two-loop recursion (Nocedal 1980).</summary>
/// <remarks>Scalars are rounded to the parameters' type after each operation, as PyTorch's zero-dimensional tensors are.</remarks>
internal sealed class LbfgsMemory(long capacity) : IDisposable
{
    private const double SmallestCurvature = 1e-10;

    private readonly List<(Tensor Change, Tensor Step, double Inverse)> pairs = [];
    private Tensor? previous;
    private double scale = 1;
    private long updates;

    internal Tensor? Direction { get; private set; }

    internal double Length { get; set; }

    internal bool IsFirst => updates == 1;

    internal double FirstLength(Tensor gradient, double rate)
    {
        using var magnitudes = gradient.abs();
        using var total = magnitudes.sum();
        var inverse = Round(1 / total.ToDouble(), gradient);
        return inverse < 1 ? Round(inverse * rate, gradient) : rate;
    }

    internal void Update(Tensor gradient)
    {
        if (updates++ == 0)
        {
            Direction = gradient.neg().DetachFromDisposeScope();
        }
        else
        {
            Remember(gradient);
            var next = Recursion(gradient).DetachFromDisposeScope();
            Direction!.Dispose();
            Direction = next;
        }
        previous?.Dispose();
        previous = gradient.clone().DetachFromDisposeScope();
    }

    public void Dispose()
    {
        Direction?.Dispose();
        previous?.Dispose();
        foreach (var (change, step, _) in pairs)
        {
            change.Dispose();
            step.Dispose();
        }
        pairs.Clear();
    }

    private void Remember(Tensor gradient)
    {
        var change = gradient.sub(previous!).DetachFromDisposeScope();
        var step = Direction!.mul(Length).DetachFromDisposeScope();
        var curvature = Dot(change, step);
        if (curvature <= SmallestCurvature)
        {
            change.Dispose();
            step.Dispose();
            return;
        }
        if (pairs.Count == capacity)
        {
            pairs[0].Change.Dispose();
            pairs[0].Step.Dispose();
            pairs.RemoveAt(0);
        }
        pairs.Add((change, step, Round(1 / curvature, gradient)));
        scale = Round(curvature / Dot(change, change), gradient);
    }

    private Tensor Recursion(Tensor gradient)
    {
        var weights = new double[pairs.Count];
        using var q = gradient.neg();
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            weights[i] = Round(Dot(pairs[i].Step, q) * pairs[i].Inverse, gradient);
            q.add_(pairs[i].Change, -weights[i]);
        }
        var direction = q.mul(scale);
        for (var i = 0; i < pairs.Count; i++)
        {
            var correction = Round(Dot(pairs[i].Change, direction) * pairs[i].Inverse, gradient);
            direction.add_(pairs[i].Step, Round(weights[i] - correction, gradient));
        }
        return direction;
    }

    private static double Dot(Tensor a, Tensor b)
    {
        using var product = a.dot(b);
        return product.ToDouble();
    }

    private static double Round(double value, Tensor like) => like.dtype == ScalarType.Float32 ? (float)value : value;
}
