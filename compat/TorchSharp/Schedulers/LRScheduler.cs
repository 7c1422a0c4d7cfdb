namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of the learning rate. Each sets the rate of its first epoch when it is made.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>A schedule of the learning rates of an optimizer's groups.</summary>
            public abstract class LRScheduler
            {
                protected int _step_count;

                internal readonly Optimizer _optimizer = null!;
                internal readonly IList<double> _base_lrs = [];
                internal int _last_epoch = -1;

                private readonly bool verbose;
                private IList<double> lastRates = [];

                protected LRScheduler()
                {
                }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                    this.verbose = verbose;
                    _base_lrs = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    lastRates = [.. optimizer.ParamGroups.Select(group => group.LearningRate)];
                }

                internal IReadOnlyList<double> Rates => [.. _optimizer.ParamGroups.Select(group => group.LearningRate)];

                /// <summary>The learning rates of the groups, as this schedule set them last.</summary>
                public IEnumerable<double> get_last_lr() => lastRates;

                /// <summary>Goes to the next epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes to a given epoch, or to the next one.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    Set([.. epoch is null ? get_lr() : get_closed_form_lr()]);
                }

                /// <summary>Goes to the next epoch; schedules that watch no measure ignore it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates of the current epoch, from those of the one before.</summary>
                protected virtual IEnumerable<double> get_lr() => Rates;

                /// <summary>The rates of the current epoch, from the initial ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected void Set(IList<double> rates)
                {
                    foreach (var (group, rate) in _optimizer.ParamGroups.Zip(rates))
                    {
                        if (verbose && group.LearningRate != rate)
                            Console.WriteLine($"Adjusting learning rate to {rate}");
                        group.LearningRate = rate;
                    }
                    lastRates = rates;
                }
            }
        }
    }
}
