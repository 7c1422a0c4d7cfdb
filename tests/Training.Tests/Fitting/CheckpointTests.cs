using TorchDynInspect.Dynamics;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Training.Tests.Fitting;

[Collection("torch")]
public sealed class CheckpointTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("training-tests").FullName;

    private string Path1 => Path.Combine(directory, "run.checkpoint");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private TrainerOptions Options(TinyProblem problem, int epochs, bool resume = false) => new()
    {
        Epochs = epochs,
        BatchSize = 8,
        ValidationFraction = 0.2,
        Seed = 3,
        Scheduler = optim.lr_scheduler.StepLR(problem.Optimizer, 3, 0.5),
        EarlyStopping = new EarlyStoppingOptions { Patience = 100 },
        Checkpoint = new CheckpointOptions(Path1) { Resume = resume },
    };

    public static TheoryData<string> Optimizers => ["sgd", "adam", "adamw"];

    private static TinyProblem Problem(string optimizer) => new(optimizer: p => optimizer switch
    {
        "adam" => optim.Adam(p, 0.01),
        "adamw" => optim.AdamW(p, 0.01),
        _ => optim.SGD(p, 0.05, momentum: 0.9),
    });

    // Dropout, shuffling, momentum, a scheduler and the best weights all have to survive.
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_resumed_run_ends_with_the_same_weights_as_one_that_never_stopped(string optimizer)
    {
        using TinyProblem whole = Problem(optimizer);
        TrainingResult expected = whole.Fit(Options(whole, 10) with { Checkpoint = null });

        using TinyProblem first = Problem(optimizer);
        first.Fit(Options(first, 4));
        using TinyProblem second = Problem(optimizer);
        TrainingResult resumed = second.Fit(Options(second, 10, resume: true));

        Assert.Equal(whole.Bits(), second.Bits());
        Assert.Equal(
            expected.Epochs.Select(e => (e.Epoch, e.Step, e.TrainingLoss, e.ValidationLoss, e.LearningRate)),
            resumed.Epochs.Select(e => (e.Epoch, e.Step, e.TrainingLoss, e.ValidationLoss, e.LearningRate)));
        Assert.Equal(expected.Best!.Epoch, resumed.Best!.Epoch);
    }

    [Theory]
    [InlineData(SchedulerStep.Epoch)]
    [InlineData(SchedulerStep.Batch)]
    [InlineData(SchedulerStep.EpochLoss)]
    public void Whatever_steps_the_scheduler_a_resumed_run_has_the_learning_rates_of_one_that_never_stopped(SchedulerStep step)
    {
        TrainerOptions Rates(TinyProblem problem, int epochs, bool resume = false) => Options(problem, epochs, resume) with
        {
            SchedulerStep = step,
            Scheduler = step switch
            {
                SchedulerStep.EpochLoss =>
                    optim.lr_scheduler.ReduceLROnPlateau(problem.Optimizer, factor: 0.5, patience: 0, threshold: 0.05),
                SchedulerStep.Batch => optim.lr_scheduler.CosineAnnealingLR(problem.Optimizer, 60),
                _ => optim.lr_scheduler.ExponentialLR(problem.Optimizer, 0.8),
            },
        };

        using TinyProblem whole = new();
        double[] expected = [.. whole.Fit(Rates(whole, 12) with { Checkpoint = null }).Epochs.Select(e => e.LearningRate)];
        using TinyProblem first = new();
        first.Fit(Rates(first, 5));
        using TinyProblem second = new();
        double[] resumed = [.. second.Fit(Rates(second, 12, resume: true)).Epochs.Select(e => e.LearningRate)];
        Assert.Equal(expected, resumed);
        Assert.Equal(whole.Bits(), second.Bits());
        Assert.True(expected.Distinct().Count() > 2, string.Join(" ", expected));
    }

    [Fact]
    public void A_run_cancelled_within_an_epoch_resumes_from_the_last_finished_one()
    {
        using TinyProblem whole = new();
        whole.Fit(Options(whole, 6) with { Checkpoint = null });

        using CancellationTokenSource source = new();
        using TinyProblem first = new();
        TrainingResult cut = first.Fit(
            Options(first, 6).OnBatchEnd((context, _) =>
            {
                if (context.Step == 13)
                {
                    source.Cancel();
                }
            }),
            source.Token);
        Assert.Equal(StopReason.Cancelled, cut.Stopped);
        using TinyProblem second = new();
        second.Fit(Options(second, 6, resume: true));
        Assert.Equal(whole.Bits(), second.Bits());
    }

    [Fact]
    public void Without_a_file_a_run_that_is_to_resume_starts_afresh()
    {
        using TinyProblem problem = new();
        Assert.Equal(2, problem.Fit(Options(problem, 2, resume: true)).Epochs.Length);
        Assert.True(File.Exists(Path1));
        Assert.Equal([Path1], Directory.GetFiles(directory));
    }

    [Fact]
    public void A_checkpoint_of_another_seed_is_refused_in_one_line()
    {
        using TinyProblem problem = new();
        problem.Fit(Options(problem, 1));
        TrainerOptions other = Options(problem, 2, resume: true) with { Seed = 4 };
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => problem.Fit(other));
        Assert.Equal($"checkpoint {Path1}: was made with seed 3, expected 4", e.Message);
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_in_one_line_wherever_the_damage_is()
    {
        using TinyProblem problem = new();
        problem.Fit(Options(problem, 1));
        byte[] whole = File.ReadAllBytes(Path1);
        foreach (int cut in new[] { 0, 10, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(Path1, whole[..cut]);
            Refused();
        }

        byte[] weights = problem.Bits();
        int content = whole.AsSpan().IndexOf(weights);
        Assert.True(content > 0);
        for (int i = 0; i < weights.Length; i += 7)
        {
            byte[] flipped = [.. whole];
            flipped[content + i] ^= 1;
            File.WriteAllBytes(Path1, flipped);
            Refused();
        }

        void Refused()
        {
            using TinyProblem other = new();
            InvalidInputException e = Assert.Throws<InvalidInputException>(() => other.Fit(Options(other, 2, resume: true)));
            Assert.StartsWith($"checkpoint {Path1}: ", e.Message);
            Assert.DoesNotContain('\n', e.Message);
        }
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_leaves_the_old_one_and_does_not_stop_training()
    {
        using TinyProblem problem = new();
        problem.Fit(Options(problem, 1));
        byte[] old = File.ReadAllBytes(Path1);
        Directory.CreateDirectory(Path1 + ".tmp"); // the temporary file cannot be created
        using TinyProblem other = new();
        List<string> warnings = [];
        TrainingResult result = other.Fit(Options(other, 3) with { Warn = warnings.Add });
        Assert.Equal((StopReason.Completed, 3), (result.Stopped, result.Faults.Length));
        Assert.Single(warnings);
        Assert.Equal(old, File.ReadAllBytes(Path1));
    }

    [Fact]
    public void A_missing_directory_is_refused_before_anything_is_trained()
    {
        using TinyProblem problem = new();
        TrainerOptions options = new() { Checkpoint = new CheckpointOptions(Path.Combine(directory, "missing", "x")) };
        Assert.Contains("its directory does not exist", Assert.Throws<InvalidInputException>(() => problem.Trainer(options)).Message);
    }
}
