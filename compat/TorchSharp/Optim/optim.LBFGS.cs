using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>The limited-memory BFGS method (Nocedal 1980), without line search.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The step length; the first step is shorter where the gradient is large.</param>
        /// <param name="max_iter">The most iterations in one step.</param>
        /// <param name="max_eval">The most evaluations of the closure in one step; 5/4 of the iterations without it.</param>
        /// <param name="tolerange_grad">The largest element of the gradient at which to stop.</param>
        /// <param name="tolerance_change">The change of the loss or of the parameters at which to stop.</param>
        /// <param name="history_size">The number of earlier steps that shape the next.</param>
        public static LBFGS LBFGS(
            IEnumerable<Parameter> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null, double tolerange_grad = 1e-5,
            double tolerance_change = 1e-9, long history_size = 100) =>
            new(parameters, lr, new(max_iter, max_eval ?? 5 * max_iter / 4, tolerange_grad, tolerance_change, history_size));

        /// <inheritdoc cref="LBFGS(IEnumerable{Parameter}, double, long, long?, double, double, long)"/>
        public static LBFGS LBFGS(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null,
            double tolerange_grad = 1e-5, double tolerance_change = 1e-9, long history_size = 100) =>
            LBFGS(parameters.Select(entry => entry.parameter), lr, max_iter, max_eval, tolerange_grad, tolerance_change, history_size);
    }
}
