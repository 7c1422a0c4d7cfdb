// Inspectors in a training loop of your own: attach, tell the monitor of each step, dispose. Usage: OwnLoop [steps] [records.jsonl]
// The module learns one turn of a rotation that contracts by 0.9: its only fixed point is the origin, with eigenvalues 0.9·e^(±i/2).
using System.Globalization;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

int steps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2000;
string path = args.Length > 1 ? args[1] : Path.Combine(Path.GetTempPath(), "own-loop.jsonl");
using var cancel = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true; // the step in progress is finished, and the summary is printed
    cancel.Cancel();
};

manual_seed(0);
using Sequential module = nn.Sequential(nn.Linear(2, 32), nn.Tanh(), nn.Linear(32, 2));
using optim.Optimizer optimizer = optim.Adam(module.parameters(), 0.01);
(float cos, float sin) = (0.9f * MathF.Cos(0.5f), 0.9f * MathF.Sin(0.5f));
using Tensor turn = tensor(new[] { cos, -sin, sin, cos }, [2, 2]);

using var recorder = new JsonLinesRecorder(path);
using ModuleMonitor monitor = module.Monitor(optimizer, new MonitorOptions
{
    Share = 0.2, // at most a fifth of wall time, for the sample is short; the default is 1 %
    Recorders = [recorder],
    Inspections =
    [
        new ScheduledInspection(new LossAndGradientNorms(), Schedule.Logarithmic(), Share: double.PositiveInfinity), // cheap: always
        new ScheduledInspection(new JacobianSpectra(Matrix.FromRows([[0, 0], [1, 1]])), Schedule.Logarithmic()),
        new ScheduledInspection(new FixedPointsWithStability(Box.Cube(2, -2, 2)), Schedule.EverySteps(100)),
    ],
});

for (int step = 0; step < steps && !cancel.IsCancellationRequested; step++)
{
    using DisposeScope scope = NewDisposeScope();
    Tensor x = (randn(64, 2) * 2).clamp(-3, 3);
    optimizer.zero_grad();
    Tensor error = nn.functional.mse_loss(module.call(x), x.matmul(turn.t()));
    error.backward();
    optimizer.step();
    monitor.Step(error);
}

monitor.InspectNow(); // whatever the budget: the last word
InspectionRecord last = monitor.History.Snapshot()[^1];
double loss = monitor.History.Series("loss")[^1].Value;
Console.WriteLine($"{monitor.Steps} steps, loss {loss:0.0e+0}, {monitor.History.Count} records in {path}");
foreach (Metric metric in last.Metrics)
{
    string value = metric.Label ?? string.Join(", ", metric.Values.Select(v => v.ToString("0.0000")));
    Console.WriteLine($"{metric.Subject,-14} {metric.Name,-28} {value}  [{metric.Descriptor.Evidence}]");
}
