namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Leads the rate along half a cosine from its start to <c>eta_min</c> in T_max epochs, and back (Loshchilov and Hutter 2017).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double T_max;
                    private readonly double eta_min;

                    public CosineAnnealingLR(
                        Optimizer optimizer, double T_max, double eta_min = 0.0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (!(T_max > 0))
                            throw new ArgumentException($"CosineAnnealingLR: expected a positive T_max, got {T_max}.", nameof(T_max));
                        this.T_max = T_max;
                        this.eta_min = eta_min;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Rates;
                        if (_step_count == 1)
                            return get_closed_form_lr();
                        if ((_last_epoch - 1 - T_max) % (2 * T_max) == 0)
                            return Rates.Zip(_base_lrs, (rate, start) => rate + ((start - eta_min) * (1 - Math.Cos(Math.PI / T_max)) / 2));
                        return Rates.Select(rate => (Height(_last_epoch) / Height(_last_epoch - 1) * (rate - eta_min)) + eta_min);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(start => eta_min + ((start - eta_min) * Height(_last_epoch) / 2));

                    private double Height(int epoch) => 1 + Math.Cos(Math.PI * epoch / T_max);
                }
            }

            /// <summary>Leads the rate along half a cosine from its start to <c>eta_min</c> in T_max epochs, and back (Loshchilov and Hutter 2017).</summary>
            public static LRScheduler CosineAnnealingLR(
                Optimizer optimizer, double T_max, double eta_min = 0.0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);
        }
    }
}
