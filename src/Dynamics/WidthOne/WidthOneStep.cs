using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.WidthOne;

/// <summary>One step h ↦ σ(w h + b) of a chain of width 1.</summary>
/// <param name="Weight">w.</param>
/// <param name="Bias">b.</param>
/// <param name="Activation">σ, of class F or its extension.</param>
internal readonly record struct WidthOneStep(double Weight, double Bias, Activation Activation);
