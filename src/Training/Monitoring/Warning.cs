namespace TorchDynInspect.Training;

/// <summary>Tells the user something without ever failing for it.</summary>
internal static class Warning
{
    public static void Give(Action<string> warn, string line)
    {
        try
        {
            warn(line);
        }
        catch (Exception)
        {
            // A closed standard error must not stop a training run; the fault itself is already on record.
        }
    }
}
