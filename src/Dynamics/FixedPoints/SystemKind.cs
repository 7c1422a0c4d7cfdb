namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>Which convention judged stability.</summary>
public enum SystemKind
{
    /// <summary>x ↦ f(x): |λ| against 1.</summary>
    Map,

    /// <summary>ẋ = f(x): Re λ against 0.</summary>
    Flow,
}
