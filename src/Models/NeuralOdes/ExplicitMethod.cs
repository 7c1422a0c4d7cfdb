using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>Steps of an explicit scheme.</summary>
internal sealed class ExplicitMethod(OdeSystem system, RungeKuttaScheme scheme) : StepMethod(system, scheme)
{
    public override Attempt Try(Tensor state, StepSizes sizes, Tensor? first)
    {
        Evaluations += (long)sizes.Size.Count(h => h != 0) * (Scheme.Stages - (first is null ? 0 : 1));
        return Step(state, sizes, first, withError: Scheme.Error.Length > 0);
    }

    public override Attempt Record(Tensor state, StepSizes sizes, Tensor? first) => Step(state, sizes, first, withError: false);

    private Attempt Step(Tensor state, StepSizes sizes, Tensor? first, bool withError)
    {
        Tensor column = sizes.Column(state);
        var slopes = new Tensor[Scheme.Stages];
        Tensor point = state;
        slopes[0] = first ?? Slope(state, sizes, 0);
        for (int i = 1; i < slopes.Length; i++)
        {
            point = Advance(state, Scheme.A[i], slopes, column);
            slopes[i] = Slope(point, sizes, i);
        }

        Tensor end = Scheme.FirstSameAsLast ? point : Advance(state, Scheme.B, slopes, column);
        return new Attempt(end, slopes, withError ? column * Sum(Scheme.Error, slopes)! : null);
    }
}
