namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the rate by a factor for the first epochs.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int total_iters;

                    public ConstantLR(
                        Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (!(factor > 0 && factor <= 1))
                            throw new ArgumentException($"ConstantLR: expected a factor above 0 and at most 1, got {factor}.", nameof(factor));
                        this.factor = factor;
                        this.total_iters = total_iters;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Rates.Select(
                        rate => _last_epoch == 0 ? rate * factor : _last_epoch == total_iters ? rate * (1.0 / factor) : rate);

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(rate => _last_epoch >= total_iters ? rate : rate * factor);
                }
            }

            /// <summary>Multiplies the rate by a factor for the first epochs.</summary>
            public static LRScheduler ConstantLR(
                Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);
        }
    }
}
