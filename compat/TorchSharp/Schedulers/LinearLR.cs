namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Leads the factor of the rate linearly from its start to its end over the first epochs.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double start_factor;
                    private readonly double end_factor;
                    private readonly int total_iters;

                    public LinearLR(
                        Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5,
                        int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (!(start_factor > 0 && start_factor <= 1) || !(end_factor >= 0 && end_factor <= 1))
                            throw new ArgumentException($"LinearLR: expected factors from 0 to 1, the first above 0, got {start_factor} and {end_factor}.");
                        this.start_factor = start_factor;
                        this.end_factor = end_factor;
                        this.total_iters = total_iters;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Rates.Select(rate => rate * start_factor);
                        if (_last_epoch > total_iters)
                            return Rates;
                        var change = end_factor - start_factor;
                        return Rates.Select(rate => rate * (1.0 + (change / ((total_iters * start_factor) + ((_last_epoch - 1) * change)))));
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(
                        rate => rate * (start_factor + ((end_factor - start_factor) * Math.Min(total_iters, _last_epoch) / total_iters)));
                }
            }
        }
    }
}
