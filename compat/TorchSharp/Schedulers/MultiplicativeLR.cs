namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the rate every epoch by a function of the epoch.</summary>
                public class MultiplicativeLR : LRScheduler
                {
                    private readonly List<Func<int, double>> lambdas;

                    /// <summary>One function for all groups.</summary>
                    public MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Enumerable.Repeat(lr_lambda, optimizer?.ParamGroups.Count() ?? 0), last_epoch, verbose)
                    {
                    }

                    /// <summary>One function for each group.</summary>
                    public MultiplicativeLR(
                        Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        lambdas = [.. lr_lambdas];
                        if (lambdas.Count != _base_lrs.Count)
                            throw new ArgumentException($"MultiplicativeLR: expected {_base_lrs.Count} functions, one for each group, got {lambdas.Count}.");
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        _last_epoch > 0 ? Rates.Zip(lambdas, (rate, factor) => rate * factor(_last_epoch)) : Rates;
                }
            }

            /// <summary>Multiplies the rate every epoch by a function of the epoch.</summary>
            public static LRScheduler MultiplicativeLR(
                Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiplicativeLR(optimizer, lr_lambda, last_epoch, verbose);
        }
    }
}
