using System.ComponentModel;
using System.Diagnostics;

namespace TorchDynInspect.Tests.Shared;

/// <summary>A test that fills a small file system; skipped, with the reason, where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(Probe);

    public SmallDiskFactAttribute()
    {
        if (!CanMount.Value)
        {
            Skip = "needs the right to mount a small file system";
        }
    }

    public static bool Mount(string folder) => Succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);

    public static bool Unmount(string folder) => Succeeds("umount", folder);

    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        string folder = Directory.CreateTempSubdirectory("small-disk-").FullName;
        bool mounted = Mount(folder) && Unmount(folder);
        Directory.Delete(folder);
        return mounted;
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
