using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Training;

/// <summary>The check that every inspector of the lowered network at chosen points makes when it is attached.</summary>
internal static class PointsOnNetwork
{
    /// <summary>Reads the module; null when the points fit its inputs.</summary>
    public static string? Check(InspectionContext context, Matrix points)
    {
        ArgumentNullException.ThrowIfNull(context);
        return points.Rows == 0
            ? "there are no points, expected at least one"
            : points.Columns != context.Inputs
                ? $"the points have dimension {points.Columns}, the module has {context.Inputs} inputs"
                : null;
    }
}
