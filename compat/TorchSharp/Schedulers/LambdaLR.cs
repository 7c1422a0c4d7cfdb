namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the initial rate by a function of the epoch.</summary>
                public class LambdaLR : LRScheduler
                {
                    private readonly List<Func<int, double>> lambdas;

                    /// <summary>One function for all groups.</summary>
                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Enumerable.Repeat(lr_lambda, optimizer?.ParamGroups.Count() ?? 0), last_epoch, verbose)
                    {
                    }

                    /// <summary>One function for each group.</summary>
                    public LambdaLR(
                        Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        lambdas = [.. lr_lambdas];
                        if (lambdas.Count != _base_lrs.Count)
                            throw new ArgumentException($"LambdaLR: expected {_base_lrs.Count} functions, one for each group, got {lambdas.Count}.");
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        _base_lrs.Zip(lambdas, (rate, factor) => rate * factor(_last_epoch));
                }
            }

            /// <summary>Multiplies the initial rate by a function of the epoch.</summary>
            public static LRScheduler LambdaLR(
                Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);
        }
    }
}
