using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors;
using TorchDynInspect.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.TimeSeries;

/// <summary>Learns the map x_t ↦ x_{t+1} of a time series with a residual network, inspected while it trains.</summary>
public static class OneStepMap
{
    /// <summary>Trains on all T − 1 transitions of the series, in double precision and standard coordinates. Deterministic by seed.</summary>
    /// <param name="series">The series.</param>
    /// <param name="options">The model and its training; null for the defaults.</param>
    /// <param name="recorders">Where the inspectors' records go besides the result's history.</param>
    /// <param name="callbacks">Further training callbacks.</param>
    /// <param name="progress">Told after every epoch; null for nobody.</param>
    /// <param name="cancellation">Ends training between two epochs; what was learned so far is returned, and the training result says so.</param>
    public static OneStepFit Learn(
        StateSeries series,
        OneStepOptions? options = null,
        IEnumerable<IRecorder>? recorders = null,
        IEnumerable<ITrainingCallback>? callbacks = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        options ??= new OneStepOptions();
        Standardisation standardisation = Standardisation.Of(series.States);
        Matrix states = standardisation.Apply(series.States);
        (Matrix from, Matrix to) = Transitions(states);

        using DisposeScope scope = NewDisposeScope();
        using ResidualNetwork module = new(new ResidualNetworkOptions(states.Columns, options.Hidden, options.Blocks)
        {
            Dtype = ScalarType.Float64,
            Seed = options.Seed,
        });
        using optim.Optimizer optimizer = optim.AdamW(module.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
        InspectionCallback inspection = new(Inspections(from, options, recorders ?? []));
        Trainer trainer = new(module, optimizer, (output, target) => nn.functional.mse_loss(output, target), new TrainerOptions
        {
            Epochs = options.Epochs,
            BatchSize = from.Rows,
            Shuffle = false,
            Seed = options.Seed,
            Scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, options.Epochs),
            Callbacks = [inspection, .. callbacks ?? []],
            Progress = progress,
        });
        TrainingResult result = trainer.Fit(AsTensor(from), AsTensor(to), cancellation);

        Network standard = module.Inspect().RequireNetwork();
        Network linear = LeastSquares(from, to);
        return new OneStepFit
        {
            Network = standardisation.Conjugate(standard),
            Standardised = standard,
            Linear = standardisation.Conjugate(linear),
            Standardisation = standardisation,
            Error = MeanSquaredError(standard, from, to),
            LinearError = MeanSquaredError(linear, from, to),
            PersistenceError = MeanSquaredError(new Network(states.Columns, []), from, to),
            Training = result,
            History = inspection.History,
        };
    }

    // Inspected without a budget: the series is small, and the pictures of a run should not depend on how busy the machine is.
    private static MonitorOptions Inspections(Matrix points, OneStepOptions options, IEnumerable<IRecorder> recorders)
    {
        Schedule schedule = Schedule.AtStart.Or(Schedule.EveryEpochs(options.InspectEvery));
        IInspector[] inspectors =
        [
            new LossAndGradientNorms(),
            new WeightSpectra(),
            new JacobianSpectra(points),
            new AffineMapNorms(points),
            new FixedPointsWithStability(Box.Cube(points.Columns, -3, 3)),
            new DeadUnits(points),
        ];
        return new MonitorOptions
        {
            Inspections = [.. inspectors.Select(inspector => new ScheduledInspection(inspector, schedule))],
            Share = double.PositiveInfinity,
            Recorders = [.. recorders],
        };
    }

    private static (Matrix From, Matrix To) Transitions(Matrix states)
    {
        int rows = states.Rows - 1;
        int d = states.Columns;
        return (new Matrix(rows, d, states.Values[..(rows * d)]), new Matrix(rows, d, states.Values[d..]));
    }

    private static Tensor AsTensor(Matrix matrix) => tensor(matrix.Values.ToArray(), matrix.Rows, matrix.Columns);

    private static Network LeastSquares(Matrix from, Matrix to)
    {
        Tensor design = cat([AsTensor(from), ones(from.Rows, 1, ScalarType.Float64)], 1);
        double[] solution = linalg.lstsq(design, AsTensor(to)).Item1.data<double>().ToArray();
        int d = from.Columns;
        double[] weight = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                weight[(i * d) + j] = solution[(j * d) + i];
            }
        }

        return new Network(d, [new Affine(new Matrix(d, d, weight), solution.AsSpan(d * d))]);
    }

    private static double MeanSquaredError(Network network, Matrix from, Matrix to)
    {
        Matrix predicted = network.Evaluate(from);
        double sum = 0;
        for (int i = 0; i < predicted.Values.Length; i++)
        {
            double error = predicted.Values[i] - to.Values[i];
            sum += error * error;
        }

        return sum / predicted.Values.Length;
    }
}
