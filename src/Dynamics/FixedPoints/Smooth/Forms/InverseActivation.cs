using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth.Forms;

/// <summary>Approximate inverses of increasing activations; whoever uses one checks by σ itself.</summary>
/// <param name="function">σ⁻¹ inside the range, infinite at its ends.</param>
internal sealed class InverseActivation(Func<double, double> function)
{
    /// <summary>The inverse; null when σ has none at hand.</summary>
    public static InverseActivation? Of(Activation activation) => activation switch
    {
        Tanh => new InverseActivation(static x => 0.5 * Math.Log((1 + x) / (1 - x))),
        Sigmoid => new InverseActivation(static x => Math.Log(x / (1 - x))),
        Arctan => new InverseActivation(static x => Math.Abs(x) < Math.PI / 2 ? Math.Tan(x) : Math.CopySign(double.PositiveInfinity, x)),
        Softsign => new InverseActivation(static x => x / (1 - Math.Abs(x))),
        _ => null,
    };

    /// <summary>σ⁻¹(x), roughly; NaN or infinite outside the range.</summary>
    public double At(double x) => function(x);
}
