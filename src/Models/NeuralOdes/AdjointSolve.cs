using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

internal static class AdjointSolve
{
    public static Tensor Run(OdeSystem system, SolverOptions options, Tensor start, double time, nn.Module field, Action<SolveStatistics> report, double stepSize) =>
        throw new NotSupportedException("the adjoint gradient is not built yet; use GradientMethod.Discrete");
}
