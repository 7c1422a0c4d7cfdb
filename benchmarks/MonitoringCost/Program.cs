// What a monitor costs: optimizer steps of a 784-256-256-10 ReLU MLP (batch 64, SGD) with and without it, interleaved off-on-on-off in one
// run, so that whatever else the machine does falls on both alike. Usage: MonitoringCost [steps] [share of wall time, default 0.01]
using System.Diagnostics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

int steps = args.Length > 0 ? int.Parse(args[0]) : 4000;
manual_seed(1);
using Sequential module = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10));
using optim.Optimizer optimizer = optim.SGD(module.parameters(), 0.01);
using Tensor x = randn(64, 784);
using Tensor y = randint(10, [64], ScalarType.Int64);

var generator = new Random(1);
double[] sample = [.. Enumerable.Range(0, 16 * 784).Select(_ => (2 * generator.NextDouble()) - 1)];
var points = new Matrix(16, 784, sample);
Schedule often = Schedule.EverySteps(10);
var options = new MonitorOptions
{
    Share = args.Length > 1 ? double.Parse(args[1]) : 0.01,
    Inspections =
    [
        new ScheduledInspection(new LossAndGradientNorms(), often),
        new ScheduledInspection(new WeightSpectra(), often),
        new ScheduledInspection(new JacobianSpectra(points), often),
        new ScheduledInspection(new AffineMapNorms(points), often),
        new ScheduledInspection(new DeadUnits(points), often),
    ],
};

for (int i = 0; i < 200; i++)
{
    Step(null); // the engine and the just-in-time compiler warm up
}

string records = Path.GetTempFileName();
using var recorder = new JsonLinesRecorder(records); // disposed of after the monitor, which may still have something to record
using ModuleMonitor monitor = module.Monitor(optimizer, options with { Recorders = [recorder] });
List<double> off = new(steps);
List<double> on = new(steps);
List<double> calls = new(steps);
long begun = Stopwatch.GetTimestamp();
for (int i = 0; i < steps; i++)
{
    bool monitored = (i & 3) is 1 or 2;
    long started = Stopwatch.GetTimestamp();
    double call = Step(monitored ? monitor : null);
    (monitored ? on : off).Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
    if (monitored)
    {
        calls.Add(call);
    }
}

double wall = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
monitor.Dispose(); // puts the last skips on record
InspectionRecord[] history = [.. monitor.History.Snapshot()];
Console.WriteLine($"steps                      {steps} ({off.Count} off, {on.Count} on), interleaved off-on-on-off");
double medianOff = Quantile(off, 0.5);
double medianOn = Quantile(on, 0.5);
double medianCall = Quantile(calls, 0.5);
double allCalls = calls.Sum();
Console.WriteLine($"median step, off           {medianOff,10:0.0} µs   (quartiles {Quantile(off, 0.25):0.0} … {Quantile(off, 0.75):0.0})");
Console.WriteLine($"median step, on            {medianOn,10:0.0} µs   (quartiles {Quantile(on, 0.25):0.0} … {Quantile(on, 0.75):0.0})");
Console.WriteLine($"difference of medians      {100 * ((medianOn / medianOff) - 1),10:0.000} %");
Console.WriteLine($"median call of Step(loss)  {medianCall,10:0.000} µs   {100 * medianCall / medianOff:0.0000} % of a step");
Console.WriteLine($"all calls of Step(loss)    {allCalls,10:0.0} µs   {100 * allCalls / wall:0.00} % of wall time, first runs included");
foreach (IGrouping<string, InspectionRecord> inspector in history.GroupBy(r => r.Inspector))
{
    InspectionRecord[] measured = [.. inspector.Where(r => r.Outcome == InspectionOutcome.Measured)];
    long skipped = inspector.Sum(r => r.SkippedBefore + (r.Outcome == InspectionOutcome.Skipped ? 1 : 0));
    Console.WriteLine(
        $"  {inspector.Key,-24} {measured.Length,4} runs, first {measured.FirstOrDefault()?.Cost.TotalMilliseconds:0.00} ms, "
        + $"last {measured.LastOrDefault()?.Cost.TotalMilliseconds:0.00} ms, {skipped} skipped "
        + inspector.FirstOrDefault(r => r.Fault is not null)?.Fault);
}

File.Delete(records);
return;

double Step(ModuleMonitor? watching)
{
    using DisposeScope scope = NewDisposeScope();
    optimizer.zero_grad();
    Tensor loss = nn.functional.cross_entropy(module.call(x), y);
    loss.backward();
    optimizer.step();
    long started = Stopwatch.GetTimestamp();
    watching?.Step(loss);
    return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
}

static double Quantile(List<double> values, double q)
{
    double[] sorted = [.. values.Order()];
    return sorted[(int)(q * (sorted.Length - 1))];
}
