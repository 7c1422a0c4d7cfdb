using TorchDynInspect.Dynamics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests.Fitting;

[Collection("torch")]
public class TrainerTests
{
    private static TrainerOptions Options(int epochs = 5) => new() { Epochs = epochs, BatchSize = 8, ValidationFraction = 0.2, Seed = 3 };

    [Fact]
    public void The_same_seed_gives_the_same_weights_bit_by_bit_and_another_seed_gives_others()
    {
        byte[] Run(int seed)
        {
            using TinyProblem problem = new();
            problem.Fit(Options() with { Seed = seed });
            return problem.Bits();
        }

        Assert.Equal(Run(3), Run(3));
        Assert.NotEqual(Run(3), Run(4));
    }

    [Fact]
    public void Training_equals_a_loop_written_by_hand()
    {
        using TinyProblem ours = new(dropout: false);
        TrainingResult result = ours.Fit(new TrainerOptions { Epochs = 3, BatchSize = 16, Shuffle = false });

        using TinyProblem byHand = new(dropout: false);
        double lastEpoch = 0;
        for (int epoch = 0; epoch < 3; epoch++)
        {
            double sum = 0;
            for (int first = 0; first < 50; first += 16)
            {
                long size = Math.Min(16, 50 - first);
                using Tensor x = byHand.Inputs.narrow(0, first, size);
                using Tensor y = byHand.Targets.narrow(0, first, size);
                byHand.Optimizer.zero_grad();
                using Tensor loss = TinyProblem.Loss(byHand.Module.forward(x), y);
                loss.backward();
                byHand.Optimizer.step();
                sum += loss.item<float>() * size;
            }

            lastEpoch = sum / 50;
        }

        Assert.Equal(byHand.Bits(), ours.Bits());
        Assert.Equal(lastEpoch, result.Epochs[^1].TrainingLoss, 1e-12);
        Assert.Equal(12, result.Steps);
    }

    [Fact]
    public void The_validation_loss_is_that_of_the_held_back_samples_in_evaluation_mode()
    {
        using TinyProblem problem = new();
        TrainingResult result = problem.Fit(Options());
        problem.Module.eval();
        using Tensor index = tensor(result.Split!.Validation.ToArray());
        using Tensor output = problem.Module.forward(problem.Inputs.index_select(0, index));
        using Tensor loss = TinyProblem.Loss(output, problem.Targets.index_select(0, index));
        Assert.Equal(loss.item<float>(), result.Epochs[^1].ValidationLoss!.Value, 1e-6);
        Assert.Equal(10, result.Split.Validation.Length);
    }

    [Fact]
    public void Early_stopping_ends_after_the_patience_and_restores_the_weights_of_the_best_epoch()
    {
        // A rate that grows tenfold an epoch must ruin the fit sooner or later.
        using TinyProblem problem = new(dropout: false, lr: 0.01);
        Dictionary<int, byte[]> bits = [];
        TrainerOptions options = Options(60) with
        {
            Scheduler = optim.lr_scheduler.ExponentialLR(problem.Optimizer, gamma: 1.6),
            EarlyStopping = new EarlyStoppingOptions { Patience = 3 },
        };
        TrainingResult result = problem.Fit(options.OnEpochEnd((_, epoch) => bits[epoch.Epoch] = problem.Bits()));
        Assert.Equal(StopReason.EarlyStopped, result.Stopped);
        EpochSummary best = result.Epochs.MinBy(e => e.ValidationLoss)!;
        Assert.Equal(best, result.Best);
        Assert.Equal(best.Epoch + 3, result.Epochs.Length);
        Assert.True(result.RestoredBest);
        Assert.Equal(bits[best.Epoch], problem.Bits());
    }

    [Fact]
    public void Clipping_by_norm_and_value_equals_torchs()
    {
        using Linear ours = nn.Linear(3, 2);
        using Linear torchs = nn.Linear(3, 2);
        torchs.load_state_dict(ours.state_dict());
        foreach (Linear module in new[] { ours, torchs })
        {
            using Tensor loss = (module.forward(tensor(new float[] { 10, -20, 30 }, [1, 3])) * 5).sum();
            loss.backward();
        }

        GradientClipping.ByValue(ours.parameters(), 40);
        GradientClipping.ByNorm(ours.parameters(), 1.5);
        nn.utils.clip_grad_value_(torchs.parameters(), 40);
        nn.utils.clip_grad_norm_(torchs.parameters(), 1.5);
        foreach ((Parameter a, Parameter b) in ours.parameters().Zip(torchs.parameters()))
        {
            Assert.Equal(b.grad!.data<float>().ToArray(), a.grad!.data<float>().ToArray());
        }

        double norm = Math.Sqrt(ours.parameters().Sum(p => p.grad!.data<float>().Sum(g => (double)g * g)));
        Assert.Equal(1.5, norm, 1e-5);
    }

    [Fact]
    public void Clipping_holds_the_gradients_of_every_step()
    {
        using TinyProblem problem = new();
        double largest = 0;
        TrainerOptions options = (Options() with { ClipGradientNorm = 0.01 }).OnBatchEnd((context, _) =>
            largest = Math.Max(largest, Math.Sqrt(context.Module.parameters().Sum(p => p.grad!.data<float>().Sum(g => (double)g * g)))));
        problem.Fit(options);
        Assert.InRange(largest, 0.0099, 0.010001);
    }

    [Fact]
    public void A_token_ends_the_fit_between_batches_and_the_result_says_cancelled()
    {
        using TinyProblem problem = new();
        using CancellationTokenSource source = new();
        TrainingResult result = problem.Fit(
            Options().OnBatchEnd((context, _) =>
            {
                if (context.Step == 13)
                {
                    source.Cancel();
                }
            }),
            source.Token);
        Assert.Equal((StopReason.Cancelled, 13L, 2), (result.Stopped, result.Steps, result.Epochs.Length));
    }

    [Fact]
    public void An_operation_cancelled_in_a_callback_ends_the_fit_as_cancelled()
    {
        using TinyProblem problem = new();
        Ending ending = new();
        TrainerOptions options = Options().With(ending).OnBatchEnd((context, _) => throw new OperationCanceledException());
        Assert.Equal(StopReason.Cancelled, problem.Fit(options).Stopped);
        Assert.Equal(1, ending.Ends);
    }

    [Fact]
    public void A_callback_can_end_the_fit_with_a_reason()
    {
        using TinyProblem problem = new();
        TrainingResult result = problem.Fit(Options().OnEpochEnd((context, epoch) =>
        {
            if (epoch.Epoch == 2)
            {
                context.Stop("seen enough");
            }
        }));
        Assert.Equal((StopReason.Requested, "seen enough", 2), (result.Stopped, result.Reason, result.Epochs.Length));
    }

    [Fact]
    public void A_callback_that_throws_is_recorded_and_changes_nothing()
    {
        using TinyProblem quiet = new();
        quiet.Fit(Options());
        using TinyProblem noisy = new();
        List<string> warnings = [];
        TrainerOptions options = Options() with { Warn = warnings.Add };
        TrainingResult result = noisy.Fit(options.OnBatchEnd((_, _) => throw new InvalidOperationException("boom")));
        Assert.Equal(quiet.Bits(), noisy.Bits());
        Assert.Equal(StopReason.Completed, result.Stopped);
        Assert.Equal(25, result.Faults.Length);
        Assert.Single(warnings);
    }

    [Fact]
    public void A_callback_that_throws_ends_a_strict_fit_and_the_end_is_still_told()
    {
        using TinyProblem problem = new();
        Ending ending = new();
        TrainerOptions strict = Options() with { Strict = true };
        TrainerOptions options = strict.With(ending).OnBatchEnd((_, _) => throw new InvalidOperationException("boom"));
        Assert.Throws<InvalidOperationException>(() => problem.Fit(options));
        Assert.Equal(1, ending.Ends);
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_fit_as_diverged()
    {
        using TinyProblem problem = new(lr: 1e30);
        Assert.Equal(StopReason.Diverged, problem.Fit(Options(50)).Stopped);
    }

    [Fact]
    public void Progress_is_reported_after_every_epoch()
    {
        using TinyProblem problem = new();
        List<TrainingProgress> reports = [];
        problem.Fit(Options() with { Progress = new Immediate(reports.Add) });
        Assert.Equal([1, 2, 3, 4, 5], reports.Select(r => r.Last.Epoch));
        Assert.Equal(reports.Min(r => r.Last.WatchedLoss), reports[^1].BestLoss);
    }

    [Fact]
    public void Training_flags_are_as_they_were_and_a_frozen_submodule_stays_frozen_during_the_fit()
    {
        using TinyProblem problem = new();
        nn.Module dropout = problem.Module.children().First(m => m is Dropout);
        dropout.eval();
        bool thawed = false;
        problem.Fit(Options().OnBatchEnd((_, _) => thawed |= dropout.training));
        Assert.False(thawed);
        Assert.Equal((true, false), (problem.Module.training, dropout.training));
    }

    [Fact]
    public void A_scheduler_steps_once_an_epoch()
    {
        using TinyProblem problem = new(lr: 0.1);
        TrainingResult result = problem.Fit(Options(4) with { Scheduler = optim.lr_scheduler.StepLR(problem.Optimizer, 2, 0.5) });
        double[] rates = [.. result.Epochs.Select(e => e.LearningRate)];
        Assert.Equal([0.1, 0.1, 0.05, 0.05], rates);
    }

    // For a linear module the loss is a quadratic, which LBFGS minimises to the least-squares solution: here the exact data 3x₁ − 2x₂ + 1.
    [Fact]
    public void Lbfgs_learns_through_its_closure()
    {
        using Linear module = nn.Linear(2, 1);
        using optim.Optimizer optimizer = optim.LBFGS(module.parameters(), lr: 1);
        using Tensor x = tensor(new float[] { 0, 0, 1, 0, 0, 1, 2, 1, -1, 2 }, [5, 2]);
        using Tensor y = tensor(new float[] { 1, 4, -1, 5, -6 }, [5, 1]);
        Trainer trainer = new(module, optimizer, TinyProblem.Loss, new TrainerOptions { Epochs = 10, BatchSize = 5, Shuffle = false });
        trainer.Fit(x, y);
        double[] found = [.. module.weight.data<float>().ToArray().Append(module.bias!.data<float>()[0]).Select(v => Math.Round(v, 4))];
        Assert.Equal([3, -2, 1], found);
    }

    [Fact]
    public void Lbfgs_keeps_its_memory_from_step_to_step()
    {
        using TinyProblem ours = new(dropout: false, optimizer: p => optim.LBFGS(p, lr: 0.1, max_iter: 4));
        ours.Fit(new TrainerOptions { Epochs = 6, BatchSize = 50, Shuffle = false });

        using TinyProblem byHand = new(dropout: false, optimizer: p => optim.LBFGS(p, lr: 0.1, max_iter: 4));
        for (int epoch = 0; epoch < 6; epoch++)
        {
            byHand.Optimizer.step(() =>
            {
                byHand.Optimizer.zero_grad();
                Tensor loss = TinyProblem.Loss(byHand.Module.forward(byHand.Inputs), byHand.Targets);
                loss.backward();
                return loss;
            });
        }

        Assert.Equal(byHand.Bits(), ours.Bits());
        Assert.True(byHand.Module.parameters().All(p => p.isfinite().all().item<bool>()));
    }

    [Fact]
    public void Every_epoch_draws_every_sample_once_in_an_order_of_its_own()
    {
        using Tensor samples = arange(50);
        TensorBatches batches = new(samples, samples, new TensorBatchesOptions { BatchSize = 8, Seed = 5 });
        long[] Draw(int epoch) => [.. batches.Epoch(epoch).SelectMany(batch => batch.Inputs.data<long>().ToArray())];
        Assert.Equal(7, batches.BatchCount);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), Draw(0).Order());
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), Draw(1).Order());
        Assert.NotEqual(Draw(0), Draw(1));
        Assert.Equal(Draw(1), Draw(1));
        TensorBatches whole = new(samples, samples, new TensorBatchesOptions { BatchSize = 8, DropLast = true });
        Assert.All(whole.Epoch(0), batch => Assert.Equal(8, batch.Inputs.shape[0]));
        Assert.Equal(6, whole.BatchCount);
    }

    [Fact]
    public void A_fit_leaves_no_tensor_behind_but_gradients_and_the_optimizers_state()
    {
        using TinyProblem problem = new();
        problem.Fit(Options());
        long before = LiveTensors.Count();
        problem.Fit(Options());
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Batches_of_a_data_loader_can_be_trained_on()
    {
        using TinyProblem problem = new(dropout: false);
        using var dataset = utils.data.TensorDataset(problem.Inputs, problem.Targets);
        using var loader = utils.data.DataLoader(dataset, 16, shuffle: false);
        TrainingResult result = problem.Trainer(new TrainerOptions { Epochs = 3 }).Fit(new SequenceBatches(loader));
        using TinyProblem inMemory = new(dropout: false);
        inMemory.Fit(new TrainerOptions { Epochs = 3, BatchSize = 16, Shuffle = false });
        Assert.Equal(inMemory.Bits(), problem.Bits());
        Assert.Equal(12, result.Steps);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_in_one_line()
    {
        using TinyProblem problem = new();
        Refused(new TrainerOptions { Epochs = 0 }, "trainer: epochs is 0, expected at least 1");
        Refused(
            new TrainerOptions { ClipGradientNorm = double.NaN },
            "trainer: gradient norm to clip at is NaN, expected a positive number");
        Refused(
            new TrainerOptions { EarlyStopping = new EarlyStoppingOptions { Patience = 0 } },
            "trainer: early stopping patience is 0, expected at least 1");

        void Refused(TrainerOptions options, string message) =>
            Assert.Equal(message, Assert.Throws<InvalidInputException>(() => problem.Trainer(options)).Message);
    }

    [Fact]
    public void Data_of_unequal_length_are_refused_in_one_line()
    {
        using TinyProblem problem = new();
        using Tensor fewer = problem.Targets.narrow(0, 0, 40);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => problem.Trainer(Options()).Fit(problem.Inputs, fewer));
        Assert.Equal("training data: 50 inputs but 40 targets, expected as many of each", e.Message);
    }

    private sealed class Ending : ITrainingCallback
    {
        public int Ends { get; private set; }

        public void FitEnds(TrainingContext context) => Ends++;
    }

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
