using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>
/// Adds ∫ aᵀ ∂f/∂θ dt over the accepted steps of the adjoint equation to the parameters' gradients, by the scheme's own quadrature: one backward pass for all
/// stages of a step.
/// </summary>
internal sealed class ParameterIntegral(OdeSystem field, RungeKuttaScheme scheme, AdjointSystem adjoint, Parameter[] parameters) : IStepObserver
{
    public void Accepted(Tensor state, StepSizes sizes, Tensor[] slopes)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor column = sizes.Column(state);
        Tensor moves = column.not_equal(0);
        var points = new List<Tensor>();
        var seeds = new List<Tensor>();
        for (int i = 0; i < slopes.Length; i++)
        {
            if (scheme.B[i] == 0)
            {
                continue;
            }

            Tensor stage = state;
            for (int j = 0; j <= i; j++)
            {
                double weight = j == i ? scheme.Diagonal : scheme.A[i][j];
                stage = weight == 0 ? stage : addcmul(stage, column, slopes[j], weight);
            }

            points.Add(adjoint.StateAt(sizes.At(scheme.C(i))));
            seeds.Add(where(moves, stage * column * -scheme.B[i], zeros_like(state)));
        }

        using IDisposable gradients = enable_grad();
        Tensor f = field.Slope(cat(points), null);
        if (f.requires_grad)
        {
            autograd.backward([f], [cat(seeds)], inputs: [.. parameters]);
        }
    }
}
