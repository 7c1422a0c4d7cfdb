namespace TorchDynInspect.Dynamics.Tests;

/// <summary>Bytes that code allocates on this thread.</summary>
internal static class Allocation
{
    /// <summary>How often the code is run.</summary>
    public const int Runs = 5;

    /// <summary>
    /// The fewest bytes of several runs. What the code allocates itself it allocates every time; a collection that other tests cause in the middle, which moves the
    /// runtime's books by the rest of an allocation window, or a method compiled anew does not come every time.
    /// </summary>
    public static long Of(Action run)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Runs; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
