namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the rate by gamma every <c>step_size</c> epochs.</summary>
                public class StepLR : LRScheduler
                {
                    private readonly int step_size;
                    private readonly double gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (step_size <= 0)
                            throw new ArgumentException($"StepLR: expected a positive step_size, got {step_size}.", nameof(step_size));
                        this.step_size = step_size;
                        this.gamma = gamma;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Rates.Select(rate => _last_epoch == 0 || _last_epoch % step_size != 0 ? rate : rate * gamma);

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(rate => rate * Math.Pow(gamma, _last_epoch / step_size));
                }
            }

            /// <summary>Multiplies the rate by gamma every <c>step_size</c> epochs.</summary>
            public static LRScheduler StepLR(
                Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);
        }
    }
}
