using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.Bounds;

/// <content>Second derivatives of a scalar network.</content>
public sealed partial class NetworkBounds
{
    private IntervalMatrix? curvatures;

    /// <summary>
    /// Encloses gradient and Hessian of a scalar network over a box: with z a layer's pre-activations and g the derivatives by its outputs,
    /// ∇²f = Σ (∂z/∂x)ᵀ diag(g σ″(z)) ∂z/∂x over the layers. Where σ′ jumps the Hessian is unbounded.
    /// </summary>
    /// <param name="box">One interval an input.</param>
    /// <param name="gradient">Receives one interval an input.</param>
    /// <param name="hessian">Receives inputs × inputs intervals, symmetric.</param>
    /// <exception cref="InvalidInputException">The network has several outputs, a length does not fit, or an interval is empty.</exception>
    public void Hessian(ReadOnlySpan<Interval> box, Span<Interval> gradient, Span<Interval> hessian)
    {
        if (Outputs != 1)
        {
            throw new InvalidInputException($"Hessian: the network has {Outputs} outputs, expected 1");
        }

        Preconditions.RequireLength(gradient.Length, Inputs, "gradient");
        Preconditions.RequireLength(hessian.Length, Inputs * Inputs, "Hessian");
        curvatures ??= new IntervalMatrix(1, widest);
        Load(box);
        Forward(withSlopes: true);
        Directions();
        Copy(Backward(), gradient);
        hessian.Clear();
        for (int k = 0; k < steps.Length; k++)
        {
            if (steps[k] is BoundStep.ActivationStep activation)
            {
                AddCurvature(activation, k, hessian);
            }
        }

        for (int a = 0; a < Inputs; a++)
        {
            for (int b = 0; b < a; b++)
            {
                hessian[(a * Inputs) + b] = hessian[(b * Inputs) + a];
            }
        }
    }

    private void AddCurvature(BoundStep.ActivationStep activation, int k, Span<Interval> hessian)
    {
        int n = activation.Padded;
        if (activation.Units.Length == 1)
        {
            activation.Units[0].SecondDerivatives(
                nodes[k].Lower.AsSpan(0, n), nodes[k].Upper.AsSpan(0, n), curvatures!.Lower.AsSpan(0, n), curvatures.Upper.AsSpan(0, n));
        }
        else
        {
            for (int i = 0; i < activation.Width; i++)
            {
                curvatures![0, i] = activation[i].SecondDerivative(nodes[k][0, i]);
            }
        }

        for (int i = 0; i < activation.Width; i++)
        {
            Interval weight = backward![k + 1][0, i] * curvatures![0, i];
            if (weight == Interval.Zero)
            {
                continue;
            }

            for (int a = 0; a < Inputs; a++)
            {
                Interval first = forward![k][i, a];
                hessian[(a * Inputs) + a] += weight * Interval.Square(first);
                Interval weighted = weight * first;
                for (int b = a + 1; b < Inputs; b++)
                {
                    hessian[(a * Inputs) + b] += weighted * forward[k][i, b];
                }
            }
        }
    }
}
