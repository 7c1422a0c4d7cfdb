namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Several schedules of one optimizer, stepped one after the other.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly List<LRScheduler> schedulers;

                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                        : base(First(schedulers)._optimizer)
                    {
                        this.schedulers = [.. schedulers];
                        if (this.schedulers.Any(scheduler => !ReferenceEquals(scheduler._optimizer, _optimizer)))
                            throw new ArgumentException("ChainedLR: expected schedules of one optimizer.", nameof(schedulers));
                    }

                    public override void step()
                    {
                        _step_count++;
                        foreach (var scheduler in schedulers)
                            scheduler.step();
                        Set([.. Rates]);
                    }

                    private static LRScheduler First(IEnumerable<LRScheduler> schedulers) =>
                        schedulers?.FirstOrDefault() ?? throw new ArgumentException("ChainedLR: expected at least one schedule.", nameof(schedulers));
                }
            }

            /// <summary>Several schedules of one optimizer, stepped one after the other.</summary>
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);
        }
    }
}
