using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors;
using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.TimeSeries;

/// <summary>
/// Learns the vector field that moves a series: a neural ODE ẋ = W₂ tanh(W₁x + b₁) + b₂ whose trajectories from every observation are held to the observations
/// that follow (Chen et al., NeurIPS 2018; multiple shooting).
/// </summary>
public static class SeriesField
{
    /// <summary>Trains on all observations, in double precision and standard coordinates. Deterministic by seed.</summary>
    /// <param name="series">The series.</param>
    /// <param name="options">The model and its training; null for the defaults.</param>
    /// <param name="recorders">Where the inspectors' records go besides the result's history.</param>
    /// <param name="progress">Told after every epoch; null for nobody.</param>
    /// <param name="cancellation">Ends training between two epochs; what was learned so far is returned, and the training result says so.</param>
    public static SeriesFieldFit Learn(
        StateSeries series,
        SeriesFieldOptions? options = null,
        IEnumerable<IRecorder>? recorders = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        options ??= new SeriesFieldOptions();
        Standardisation standardisation = Standardisation.Of(series.States);
        Matrix states = standardisation.Apply(series.States);
        int horizon = Math.Min(options.Horizon, states.Rows - 1);

        using DisposeScope scope = NewDisposeScope();
        using NeuralOde model = new(new NeuralOdeOptions(states.Columns, options.Hidden)
        {
            Dtype = ScalarType.Float64,
            Seed = options.Seed,
            Time = series.Step,
            Solver = new SolverOptions("dopri5") { RelativeTolerance = options.Tolerance, AbsoluteTolerance = options.Tolerance / 100 },
        });
        using Segments segments = new(model, [.. Enumerable.Range(1, horizon).Select(k => k * series.Step)]);
        SegmentLoss loss = new(states, horizon);
        using optim.Optimizer optimizer = optim.AdamW(model.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
        InspectionCallback inspection = new(Inspections(states, options, recorders ?? []), model);
        EffortByEpoch effort = new(model);
        Trainer trainer = new(segments, optimizer, loss.Of, new TrainerOptions
        {
            Epochs = options.Epochs,
            BatchSize = states.Rows - 1,
            Shuffle = false,
            Seed = options.Seed,
            Scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, options.Epochs),
            Callbacks = [inspection, effort],
            Progress = progress,
        });
        TrainingResult result = trainer.Fit(loss.Starts, loss.Targets, cancellation);

        Network standard = model.Field.Inspect().RequireNetwork();
        Network field = standardisation.ConjugateField(standard);
        return new SeriesFieldFit
        {
            Field = field,
            Network = new Network(field.Inputs, [new Flow(field, series.Step, new FlowSolver("dopri5"))]),
            Standardised = standard,
            Standardisation = standardisation,
            Training = result,
            EvaluationsPerTrajectory = effort.EvaluationsPerTrajectory,
            History = inspection.History,
        };
    }

    // Inspected without a budget: the series is small, and the pictures of a run should not depend on how busy the machine is.
    private static MonitorOptions Inspections(Matrix points, SeriesFieldOptions options, IEnumerable<IRecorder> recorders)
    {
        Schedule schedule = Schedule.AtStart.Or(Schedule.EveryEpochs(options.InspectEvery));
        IInspector[] inspectors =
        [
            new LossAndGradientNorms(),
            new WeightSpectra(),
            new SolverEffort(),
            new FieldEquilibria(Box.Cube(points.Columns, -3, 3)),
            new FieldStiffness(points),
        ];
        return new MonitorOptions
        {
            Inspections = [.. inspectors.Select(inspector => new ScheduledInspection(inspector, schedule))],
            Share = double.PositiveInfinity,
            Recorders = [.. recorders],
        };
    }

    /// <summary>What the forward solves of each epoch cost.</summary>
    private sealed class EffortByEpoch(NeuralOde model) : ITrainingCallback
    {
        private readonly ImmutableArray<double>.Builder evaluations = ImmutableArray.CreateBuilder<double>();
        private SolverEffortTotals before;

        public ImmutableArray<double> EvaluationsPerTrajectory => evaluations.ToImmutable();

        public void EpochBegins(TrainingContext context) => before = model.Effort;

        public void EpochEnds(TrainingContext context, EpochSummary epoch)
        {
            SolverEffortTotals spent = model.Effort.Since(before);
            evaluations.Add((double)spent.Evaluations / spent.Rows);
        }
    }

    /// <summary>Starts (N, d) ↦ the states at the times after them (N, K, d).</summary>
    private sealed class Segments : nn.Module<Tensor, Tensor>
    {
        private readonly NeuralOde model;
        private readonly double[] times;

        public Segments(NeuralOde model, double[] times)
            : base(nameof(Segments))
        {
            (this.model, this.times) = (model, times);
            register_module("model", model);
        }

        public override Tensor forward(Tensor input) => model.Trajectory(input, times).transpose(0, 1);
    }
}
