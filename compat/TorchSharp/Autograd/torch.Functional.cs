namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public static class functional
        {
            /// <summary>
            /// The Jacobian of a function at a point, by one backward pass for each element of its value: shape of the value, followed by
            /// the shape of the point.
            /// </summary>
            public static Tensor jacobian(Func<Tensor, Tensor> function, Tensor inputs) => jacobian(x => function(x[0]), [inputs]).Single();

            public static IEnumerable<Tensor> jacobian(Func<Tensor, Tensor[]> function, Tensor inputs) =>
                jacobian((Tensor[] x) => function(x[0]), [inputs]);

            /// <summary>One Jacobian for each input.</summary>
            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor> function, params Tensor[] inputs) =>
                jacobian(x => new[] { function(x) }, inputs);

            /// <summary>For each output in turn, one Jacobian for each input.</summary>
            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor[]> function, params Tensor[] inputs)
            {
                using var recording = enable_grad();
                using var scope = NewDisposeScope();
                var points = Array.ConvertAll(inputs, x => x.detach().requires_grad_());
                var jacobians = new List<Tensor>();
                foreach (var value in function(points))
                {
                    jacobians.AddRange(Jacobians(value, points));
                }
                scope.MoveToOuter(jacobians);
                return jacobians;
            }

            private static IEnumerable<Tensor> Jacobians(Tensor value, Tensor[] points)
            {
                var rows = Array.ConvertAll(points, _ => new List<Tensor>());
                var flat = value.reshape(-1);
                for (long i = 0; i < flat.shape[0]; i++)
                {
                    var gradients = flat.requires_grad
                        ? grad([flat[i]], points, retain_graph: true, allow_unused: true)
                        : new Tensor[points.Length];
                    for (var p = 0; p < points.Length; p++)
                    {
                        rows[p].Add(gradients[p] ?? zeros_like(points[p]));
                    }
                }
                for (var p = 0; p < points.Length; p++)
                {
                    long[] shape = [.. value.shape, .. points[p].shape];
                    yield return rows[p].Count == 0 ? zeros(shape, points[p].dtype) : stack(rows[p]).reshape(shape);
                }
            }
        }
    }
}
