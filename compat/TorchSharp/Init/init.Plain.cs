namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            private static readonly Op Qr = new("linalg_qr");

            /// <summary>Uniform from low to high.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using var off = no_grad();
                return tensor.uniform_(low, high, generator);
            }

            /// <summary>Normal.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using var off = no_grad();
                return tensor.normal_(mean, std, generator);
            }

            /// <summary>Normal, conditioned on the interval from a to b (by inversion of the distribution function).</summary>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                if (!(std > 0) || !(a < b))
                    throw new ArgumentException($"trunc_normal_: expected std > 0 and a < b, got std {std}, a {a}, b {b}.");
                using var off = no_grad();
                var lower = NormalDistribution((a - mean) / std);
                var upper = NormalDistribution((b - mean) / std);
                tensor.uniform_((2 * lower) - 1, (2 * upper) - 1, generator);
                return tensor.erfinv_().mul_(std * Math.Sqrt(2.0)).add_(mean).clamp_(a, b);
            }

            /// <summary>One value everywhere.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var off = no_grad();
                return tensor.fill_(val);
            }

            /// <summary>Ones.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1.0);

            /// <summary>Zeros.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0.0);

            /// <summary>The identity matrix, or its first rows or columns.</summary>
            public static Tensor eye_(Tensor tensor)
            {
                RequireMatrix(tensor, nameof(eye_));
                using var off = no_grad();
                using var identity = eye(tensor.shape[0], tensor.shape[1], dtype: tensor.dtype);
                return tensor.copy_(identity);
            }

            /// <summary>
            /// A matrix (or, all dimensions after the first taken as one, a convolution's weights) with orthonormal rows or columns,
            /// whichever are fewer, times the gain (Saxe, McClelland and Ganguli 2014).
            /// </summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (tensor.dim() < 2)
                    throw new ArgumentException($"orthogonal_: expected at least 2 dimensions, got {tensor.dim()}.", nameof(tensor));
                if (tensor.numel() == 0)
                    return tensor;
                using var off = no_grad();
                using var scope = NewDisposeScope();
                var rows = tensor.shape[0];
                var columns = tensor.numel() / rows;
                var normal = empty([rows, columns], dtype: tensor.dtype).normal_();
                var (q, r) = Qr.Call2(rows < columns ? normal.t() : normal, "reduced");
                // The sign of R's diagonal makes the factorisation unique and its distribution uniform (Mezzadri 2007).
                q.mul_(r.diag().sign());
                tensor.copy_((rows < columns ? q.t() : q).reshape(tensor.shape));
                return tensor.mul_(gain);
            }

            /// <summary>Normal numbers, and in each column a given share of zeros at random places (Martens 2010).</summary>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                RequireMatrix(tensor, nameof(sparse_));
                if (!(sparsity >= 0 && sparsity <= 1))
                    throw new ArgumentException($"sparse_: expected a share from 0 to 1, got {sparsity}.", nameof(sparsity));
                using var off = no_grad();
                using var scope = NewDisposeScope();
                var zeros = (long)Math.Ceiling(sparsity * tensor.shape[0]);
                tensor.normal_(0, std);
                for (var column = 0L; column < tensor.shape[1]; column++)
                {
                    var places = randperm(tensor.shape[0]).narrow(0, 0, zeros);
                    tensor.select(1, column).index_fill_(0, places, 0.0);
                }
                return tensor;
            }

            private static void RequireMatrix(Tensor tensor, string function)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (tensor.dim() != 2)
                    throw new ArgumentException($"{function}: expected 2 dimensions, got {tensor.dim()}.", nameof(tensor));
            }

            private static double NormalDistribution(double x)
            {
                using var argument = torch.tensor(x / Math.Sqrt(2.0), dtype: ScalarType.Float64);
                using var value = argument.erf();
                return (1.0 + value.ToDouble()) / 2.0;
            }
        }
    }
}
