namespace TorchDynInspect.Dynamics.CriticalPoints.Flows;

/// <summary>Which derivatives ride along with a value.</summary>
/// <param name="Directions">d: first derivatives in d directions.</param>
/// <param name="SecondOrder">Whether the d(d + 1)/2 second derivatives do, too, in the order (1,1), (1,2), …, (d,d).</param>
internal readonly record struct JetShape(int Directions, bool SecondOrder)
{
    /// <summary>Columns of a state: the value and the derivatives.</summary>
    public int Columns => 1 + Directions + (SecondOrder ? Directions * (Directions + 1) / 2 : 0);
}
