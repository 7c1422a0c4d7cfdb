namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Operations on the parameters of a network as a whole.</summary>
        public static partial class utils
        {
            /// <summary>Scales the gradients, taken together as one vector, so that its norm is at most <paramref name="max_norm"/>.</summary>
            /// <param name="tensors">The parameters; those without a gradient are left out.</param>
            /// <param name="max_norm">The largest norm to allow.</param>
            /// <param name="norm_type">The p of the norm; infinity is the largest absolute value.</param>
            /// <returns>The norm before scaling, NaN or infinite if the gradients are.</returns>
            public static double clip_grad_norm_(IEnumerable<Modules.Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                ArgumentNullException.ThrowIfNull(tensors);
                using var off = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(parameter => parameter.grad).OfType<Tensor>().ToArray();
                if (gradients.Length == 0)
                    return 0;
                var norms = gradients.Select(gradient => VectorNorm.Call(gradient, norm_type)).ToArray();
                var total = VectorNorm.Call(stack(norms), norm_type).ToDouble();
                var factor = max_norm / (total + 1e-6);
                if (factor < 1)
                {
                    foreach (var gradient in gradients)
                        gradient.mul_(factor);
                }
                return total;
            }

            /// <summary>Cuts each element of the gradients to the interval ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Modules.Parameter> tensors, double clip_value)
            {
                ArgumentNullException.ThrowIfNull(tensors);
                using var off = no_grad();
                foreach (var parameter in tensors)
                {
                    using var gradient = parameter.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>The parameters one after the other as one vector, differentiable.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Modules.Parameter> tensors)
            {
                ArgumentNullException.ThrowIfNull(tensors);
                using var scope = NewDisposeScope();
                return cat(tensors.Select(parameter => parameter.reshape(-1)).ToArray()).MoveToOuterDisposeScope();
            }

            /// <summary>Copies a vector into parameters, the inverse of <see cref="parameters_to_vector"/>.</summary>
            /// <exception cref="ArgumentException">The vector is shorter or longer than the parameters.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Modules.Parameter> tensors)
            {
                ArgumentNullException.ThrowIfNull(vec);
                ArgumentNullException.ThrowIfNull(tensors);
                var parameters = tensors.ToArray();
                var total = parameters.Sum(parameter => parameter.numel());
                if (vec.dim() != 1 || vec.numel() != total)
                {
                    throw new ArgumentException(
                        $"Expected a vector of {total} numbers, got the shape [{string.Join(", ", vec.shape)}].", nameof(vec));
                }
                using var off = no_grad();
                using var scope = NewDisposeScope();
                var start = 0L;
                foreach (var parameter in parameters)
                {
                    parameter.copy_(vec.narrow(0, start, parameter.numel()).reshape(parameter.shape));
                    start += parameter.numel();
                }
            }

            private static readonly Op VectorNorm = new("linalg_vector_norm");
        }
    }
}
