using TorchDynInspect.Dynamics.Cells;

namespace TorchDynInspect.Training;

/// <summary>The check that every inspector of a module's cells makes when it is attached.</summary>
internal static class PiecewiseLinearModule
{
    /// <summary>Reads the module; null when the domain fits its inputs. What has no cells is refused by an exception that names the submodule or layer.</summary>
    public static string? Check(InspectionContext context, CellDomain domain)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (domain.Dimension != context.Inputs)
        {
            return $"the domain has dimension {domain.Dimension}, the module has {context.Inputs} inputs";
        }

        context.Network.RequirePiecewiseLinear();
        return null;
    }
}
