namespace TorchDynInspect.Training;

/// <summary>
/// When an inspection is due. A schedule is a pure function of the moment, so one instance may serve any number of monitors; asking costs
/// nanoseconds and allocates nothing.
/// </summary>
public abstract class Schedule
{
    /// <summary>Once, when the monitor is attached.</summary>
    public static Schedule AtStart { get; } = new Predicate("at start", m => m.Kind == MomentKind.Start);

    /// <summary>Once, when the run is over (<see cref="ModuleMonitor.Complete"/>, which <see cref="Trainer"/> calls).</summary>
    public static Schedule AtEnd { get; } = new Predicate("at end", m => m.Kind == MomentKind.End);

    /// <summary>At the end of every epoch whose loss is the smallest so far. Never due when no loss is reported with the epochs.</summary>
    public static Schedule OnImprovement { get; } = new Predicate("on improvement", m => m.Kind == MomentKind.Epoch && m.Improved);

    /// <summary>Whether an inspection is due at <paramref name="moment"/>.</summary>
    /// <param name="moment">The moment.</param>
    public abstract bool IsDue(in InspectionMoment moment);

    /// <summary>At the end of epochs n, 2n, 3n, …</summary>
    /// <param name="n">At least 1.</param>
    public static Schedule EveryEpochs(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return new Predicate($"every {n} epochs", m => m.Kind == MomentKind.Epoch && m.Epoch % n == 0);
    }

    /// <summary>After steps n, 2n, 3n, …</summary>
    /// <param name="n">At least 1.</param>
    public static Schedule EverySteps(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return new Predicate($"every {n} steps", m => m.Kind == MomentKind.Step && m.Step % n == 0);
    }

    /// <summary>
    /// After the steps ⌈10^(k/p)⌉, k = 0, 1, 2, …: dense where training moves fast, p a decade later on. A run of 10⁶ steps is looked at 6p
    /// + 1 times at most.
    /// </summary>
    /// <param name="pointsPerDecade">p, at least 1. Default 10.</param>
    public static Schedule Logarithmic(int pointsPerDecade = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pointsPerDecade, 1);
        return new Predicate(
            $"{pointsPerDecade} a decade of steps",
            m => m.Kind == MomentKind.Step && (m.Step == 1 || Index(m.Step, pointsPerDecade) > Index(m.Step - 1, pointsPerDecade)));
    }

    /// <summary>Due when this schedule or <paramref name="other"/> is.</summary>
    /// <param name="other">The other schedule.</param>
    public Schedule Or(Schedule other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Predicate($"{this} or {other}", m => IsDue(m) || other.IsDue(m));
    }

    // ⌊p·log₁₀ n⌋; the slack keeps 10^k from falling short of k·p by one rounding error.
    private static long Index(long n, int pointsPerDecade) => (long)Math.Floor((pointsPerDecade * Math.Log10(n)) + 1e-9);

    private sealed class Predicate(string text, Func<InspectionMoment, bool> isDue) : Schedule
    {
        public override bool IsDue(in InspectionMoment moment) => isDue(moment);

        public override string ToString() => text;
    }
}
