namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Lowers the rate when a measure has stopped improving. Its steps take the measure.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool minimize;
                    private readonly bool relative;
                    private readonly double factor;
                    private readonly double threshold;
                    private readonly double eps;
                    private readonly int patience;
                    private readonly int cooldown;
                    private readonly IList<double> lowest;
                    private double best;
                    private int bad;
                    private int resting;

                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4,
                        string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (!(factor < 1))
                            throw new ArgumentException($"ReduceLROnPlateau: expected a factor below 1, got {factor}.", nameof(factor));
                        if (mode is not ("min" or "max"))
                            throw new ArgumentException($"ReduceLROnPlateau: expected the mode min or max, got {mode}.", nameof(mode));
                        if (threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"ReduceLROnPlateau: expected the threshold mode rel or abs, got {threshold_mode}.");
                        lowest = min_lr ?? [.. _base_lrs.Select(_ => 0.0)];
                        if (lowest.Count != _base_lrs.Count)
                            throw new ArgumentException($"ReduceLROnPlateau: expected {_base_lrs.Count} lowest rates, got {lowest.Count}.");
                        (minimize, relative) = (mode == "min", threshold_mode == "rel");
                        (this.factor, this.patience, this.threshold, this.cooldown, this.eps) = (factor, patience, threshold, cooldown, eps);
                        best = minimize ? double.PositiveInfinity : double.NegativeInfinity;
                        _last_epoch = 0;
                    }

                    /// <summary>Not for this schedule: it needs a measure.</summary>
                    public override void step() => throw NeedsMeasure();

                    /// <summary>Not for this schedule: it needs a measure.</summary>
                    public override void step(int? epoch) => throw NeedsMeasure();

                    /// <summary>Reports the measure of an epoch.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        _step_count++;
                        _last_epoch = epoch ?? _last_epoch + 1;
                        if (Improves(current))
                            (best, bad) = (current, 0);
                        else
                            bad++;
                        if (resting > 0)
                            (resting, bad) = (resting - 1, 0);
                        if (bad > patience)
                        {
                            Set([.. Rates.Zip(lowest, Reduce)]);
                            (resting, bad) = (cooldown, 0);
                        }
                    }

                    private static InvalidOperationException NeedsMeasure(
                        ) => new("ReduceLROnPlateau: step needs the measure to watch, step(current).");

                    private double Reduce(double rate, double least)
                    {
                        var reduced = Math.Max(rate * factor, least);
                        return rate - reduced > eps ? reduced : rate;
                    }

                    private bool Improves(double current) => (minimize, relative) switch
                    {
                        (true, true) => current < best * (1 - threshold),
                        (true, false) => current < best - threshold,
                        (false, true) => current > best * (threshold + 1),
                        (false, false) => current > best + threshold,
                    };
                }
            }

            /// <summary>Lowers the rate when a measure has stopped improving. Its steps take the measure.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="mode">"min" where smaller is better, "max" where larger is.</param>
            /// <param name="factor">What to multiply the rate by.</param>
            /// <param name="patience">How many epochs without improvement to accept.</param>
            /// <param name="threshold">The least improvement that counts.</param>
            /// <param name="threshold_mode">"rel" for a threshold relative to the best measure, "abs" for an absolute one.</param>
            /// <param name="cooldown">How many epochs to wait after lowering the rate.</param>
            /// <param name="min_lr">The lowest rate of each group; 0 without it.</param>
            /// <param name="eps">The least change of the rate that is made.</param>
            /// <param name="verbose">Whether to write a line at each change.</param>
            public static LRScheduler ReduceLROnPlateau(
                Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4,
                string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);
        }
    }
}
