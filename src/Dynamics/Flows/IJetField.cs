namespace TorchDynInspect.Dynamics.Flows;

/// <summary>A field that evaluates its value and derivatives in many directions in one pass.</summary>
internal interface IJetField
{
    /// <summary>f(x), Df(x) X_j and, when asked, D²f(x)[X_j, X_k] + Df(x) Y_jk for j ≤ k.</summary>
    /// <param name="state">The columns x, X_j, Y_jk in the order of <see cref="VariationalSystem"/>.</param>
    /// <param name="slope">Receives as many columns.</param>
    /// <param name="directions">How many X_j there are.</param>
    /// <param name="second">Whether there are Y_jk.</param>
    void Jets(ReadOnlySpan<double> state, Span<double> slope, int directions, bool second);
}
