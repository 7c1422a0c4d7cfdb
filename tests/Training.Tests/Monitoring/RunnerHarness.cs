namespace TorchDynInspect.Training.Tests.Monitoring;

/// <summary>Drives an <see cref="InspectionRunner"/> step by step without any module.</summary>
internal sealed class RunnerHarness
{
    private readonly InspectionRunner runner;
    private long step;

    public RunnerHarness(MonitorOptions options)
    {
        runner = new InspectionRunner(options with { Warn = Warnings.Add, Clock = Clock }, History, () => new Nothing());
        runner.Validate(Context(new InspectionMoment(MomentKind.Start, 0, 0)));
    }

    public FakeClock Clock { get; } = new();

    public History History { get; } = new();

    public List<string> Warnings { get; } = [];

    public void Step(double secondsBefore = 1)
    {
        Clock.Advance(secondsBefore);
        InspectionMoment moment = new(MomentKind.Step, ++step, 0);
        if (runner.IsDue(moment))
        {
            runner.Fire(Context(moment));
        }
    }

    public void Close() => runner.Close(new InspectionMoment(MomentKind.End, step, 0));

    public IEnumerable<InspectionOutcome> Outcomes => History.Snapshot().Select(r => r.Outcome);

    private static InspectionContext Context(InspectionMoment moment) => new(
        null!,
        null,
        moment,
        new Lazy<ModuleReading>(() => throw new InvalidOperationException("no module")),
        new Lazy<double?>(() => null),
        null);

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
