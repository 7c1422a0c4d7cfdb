using System.Collections.Immutable;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>One fit: its loop and what the loop remembers.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> module;
    private readonly TrainerOptions options;
    private readonly TrainingContext context;
    private readonly SafeCallbacks callbacks;
    private readonly OptimizerStep optimizerStep;
    private readonly Evaluation evaluation;
    private readonly TrainingState state;
    private readonly Checkpoint? checkpoint;

    public TrainingRun(
        nn.Module<Tensor, Tensor> module, optim.Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, TrainerOptions options)
    {
        this.module = module;
        this.options = options;
        context = new TrainingContext(module, optimizer, options);
        ImmutableArray<ITrainingCallback> all = options.Progress is { } progress
            ? options.Callbacks.Add(new ProgressCallback(progress))
            : options.Callbacks;
        callbacks = new SafeCallbacks(all, options.Warn, options.Strict);
        optimizerStep = new OptimizerStep(module, optimizer, loss, options);
        evaluation = new Evaluation(module, loss);
        state = new TrainingState(options.EarlyStopping?.MinDelta ?? 0);
        checkpoint = options.Checkpoint is null ? null : new Checkpoint(module, optimizer, options);
    }

    public TrainingResult Fit(IBatches training, IBatches? validation, CancellationToken cancellation)
    {
        long started = options.Clock.GetTimestamp();
        if (!module.training)
        {
            module.train();
        }

        manual_seed(options.Seed);
        checkpoint?.Resume(state);
        (context.Epoch, context.Step) = (state.Epochs.Count, state.Steps);
        StopReason stopped;
        try
        {
            callbacks.Call(context, (callback, c) => callback.FitBegins(c));
            stopped = Epochs(training, validation, cancellation);
        }
        catch (OperationCanceledException)
        {
            stopped = StopReason.Cancelled;
        }
        finally
        {
            callbacks.Call(context, (callback, c) => callback.FitEnds(c));
        }

        bool restore = options.EarlyStopping is { RestoreBest: true } && stopped != StopReason.Cancelled && state.BestWeights is not null;
        if (restore)
        {
            state.BestWeights!.WriteTo(module);
        }

        return new TrainingResult
        {
            Stopped = stopped,
            Reason = stopped == StopReason.Requested ? context.StopRequested : null,
            Epochs = [.. state.Epochs],
            Steps = context.Step,
            Best = state.Best,
            RestoredBest = restore,
            Seed = options.Seed,
            Faults = callbacks.Faults,
            Duration = options.Clock.GetElapsedTime(started),
        };
    }

    public void Dispose() => state.Dispose();

    private StopReason Epochs(IBatches training, IBatches? validation, CancellationToken cancellation)
    {
        while (state.Epochs.Count < options.Epochs)
        {
            if (Patience() is { } patience)
            {
                return patience;
            }

            long started = options.Clock.GetTimestamp();
            callbacks.Call(context, (callback, c) => callback.EpochBegins(c));
            double loss = LearnEpoch(training.Epoch(state.Epochs.Count), cancellation);
            if (context.StopRequested is not null)
            {
                return StopReason.Requested;
            }

            double? validated = validation is null ? null : evaluation.MeanLoss(validation.Epoch(state.Epochs.Count), cancellation);
            EndEpoch(new EpochSummary(
                state.Epochs.Count + 1, context.Step, loss, validated, LearningRate(), options.Clock.GetElapsedTime(started)));
            if (options.StopWhenDiverged && !double.IsFinite(loss))
            {
                return StopReason.Diverged;
            }

            if (context.StopRequested is not null)
            {
                return StopReason.Requested;
            }
        }

        return Patience() ?? StopReason.Completed;
    }

    private double LearnEpoch(IEnumerable<Batch> batches, CancellationToken cancellation)
    {
        using LossMean mean = new();
        using IEnumerator<Batch> enumerator = batches.GetEnumerator();
        while (context.StopRequested is null)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!enumerator.MoveNext())
            {
                break;
            }

            using IDisposable scope = NewDisposeScope();
            Batch batch = enumerator.Current;
            if (callbacks.Any)
            {
                callbacks.Call(context, (callback, c) => callback.BatchBegins(c, batch));
            }

            Tensor loss = optimizerStep.Learn(batch);
            context.Step++;
            mean.Add(loss, batch.Inputs.shape[0]);
            if (callbacks.Any)
            {
                callbacks.Call(context, (callback, c) => callback.BatchEnds(c, new BatchResult(batch, loss)));
            }

            if (options.SchedulerStep == SchedulerStep.Batch)
            {
                options.Scheduler?.step();
            }
        }

        return mean.Value;
    }

    private void EndEpoch(EpochSummary summary)
    {
        state.Take(summary, options.EarlyStopping is { RestoreBest: true } ? module : null);
        context.Epoch = summary.Epoch;
        switch (options.SchedulerStep)
        {
            case SchedulerStep.Epoch:
                options.Scheduler?.step();
                break;
            case SchedulerStep.EpochLoss:
                options.Scheduler?.step(summary.WatchedLoss);
                break;
        }

        callbacks.Call(context, (callback, c) => callback.EpochEnds(c, summary));

        // After the callbacks: a kill in between repeats this epoch's records on resumption; the other order would lose them.
        if (checkpoint is not null && (summary.Epoch % options.Checkpoint!.EveryEpochs == 0 || summary.Epoch == options.Epochs))
        {
            callbacks.Guard(context, checkpoint, $"checkpoint {options.Checkpoint.Path}", () => checkpoint.Write(state));
        }
    }

    private StopReason? Patience() =>
        options.EarlyStopping is { } stopping && state.EpochsWithoutImprovement >= stopping.Patience ? StopReason.EarlyStopped : null;

    private double LearningRate() => context.Optimizer.ParamGroups.FirstOrDefault()?.LearningRate ?? double.NaN;

    private sealed class ProgressCallback(IProgress<TrainingProgress> progress) : ITrainingCallback
    {
        private double best = double.PositiveInfinity;

        public void EpochEnds(TrainingContext context, EpochSummary epoch)
        {
            best = double.MinNumber(best, epoch.WatchedLoss);
            progress.Report(new TrainingProgress(context.Options.Epochs, epoch, best));
        }
    }
}
