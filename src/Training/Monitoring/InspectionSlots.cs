using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Training;

/// <summary>Turns the inspections of the options into slots, and refuses options that make no sense.</summary>
internal static class InspectionSlots
{
    public static InspectionSlot[] Of(MonitorOptions options)
    {
        RequireShare(options.Share, "monitor");
        int sharing = options.Inspections.Count(inspection => inspection.Share is null);
        HashSet<string> names = [];
        foreach (ScheduledInspection inspection in options.Inspections)
        {
            string name = inspection.Inspector.Name;
            RequireShare(inspection.Share ?? options.Share, $"inspection {name}");
            if (!names.Add(name))
            {
                throw new InvalidInputException($"monitor: two inspectors are named \"{name}\", expected distinct names");
            }
        }

        return
        [
            .. from inspection in options.Inspections
               let share = inspection.Share ?? (options.Share / sharing)
               select new InspectionSlot(inspection, new WallTimeAccount(options.Clock, share)),
        ];
    }

    private static void RequireShare(double share, string what)
    {
        if (!(share >= 0))
        {
            throw new InvalidInputException($"{what}: share of wall time is {share}, expected at least 0");
        }
    }
}
