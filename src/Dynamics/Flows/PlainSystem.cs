namespace TorchDynInspect.Dynamics.Flows;

/// <summary>A field by itself, with no derivatives beside it.</summary>
internal sealed class PlainSystem(IVectorField vectorField) : IOdeSystem
{
    public IVectorField Field => vectorField;

    public int Dimension => vectorField.Dimension;

    public void Value(ReadOnlySpan<double> state, Span<double> slope) => vectorField.Value(state, slope);
}
