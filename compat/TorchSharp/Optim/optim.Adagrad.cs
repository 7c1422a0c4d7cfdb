using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Adagrad (Duchi, Hazan and Singer 2011).</summary>
        public static Adagrad Adagrad(
            IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0.0, double weight_decay = 0.0,
            double initial_accumulator_value = 0.0, double eps = 1e-10) =>
            new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

        /// <inheritdoc cref="Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public static Adagrad Adagrad(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double lr_decay = 0.0, double weight_decay = 0.0,
            double initial_accumulator_value = 0.0, double eps = 1e-10) =>
            new(parameters.Select(entry => entry.parameter), lr, lr_decay, weight_decay, initial_accumulator_value, eps);

        /// <inheritdoc cref="Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public static Adagrad Adagrad(
            IEnumerable<Adagrad.ParamGroup> parameters, double lr = 0.01, double lr_decay = 0.0, double weight_decay = 0.0,
            double initial_accumulator_value = 0.0, double eps = 1e-10) =>
            new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);
    }
}
