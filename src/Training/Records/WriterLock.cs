using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Training;

/// <summary>
/// Keeps two recorders from writing one file: an exclusive lock on an empty file beside it, since a lock on the file itself would keep
/// readers out. The system gives the lock up when a process is killed, so a file that was left behind does no harm.
/// </summary>
internal static class WriterLock
{
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolationWindows = unchecked((int)0x80070020);

    /// <summary>The lock; null where none can be made (a device, a full disk): then nothing is guarded.</summary>
    /// <exception cref="InvalidInputException">Another recorder holds the file.</exception>
    public static IDisposable? Take(string path)
    {
        if (Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return new FileStream(
                path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e.HResult is WouldBlockLinux or WouldBlockMac or SharingViolationWindows)
        {
            throw new InvalidInputException($"records file {path}: is being written by another recorder", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
