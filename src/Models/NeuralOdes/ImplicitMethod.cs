using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>
/// Steps of a singly diagonally implicit scheme. Each stage k = f(Y), Y = y + h Σ a_ij k_j + hγk, is solved by Newton's method with the Jacobian at the start of the
/// step (Hairer, Wanner, Solving ODEs II, IV.8), each row for itself. Gradients come from the implicit function theorem: one Newton step k + M⁻¹(f(Y) − k) through
/// the graph of f, with M = I − hγDf(Y) held fixed, has exactly the derivative of the solution.
/// </summary>
internal sealed class ImplicitMethod(OdeSystem system, RungeKuttaScheme scheme, SolverOptions options) : StepMethod(system, scheme)
{
    private const int MaxIterations = 10;

    /// <summary>Newton's error may be this part of the tolerance of a step.</summary>
    private const double Share = 1e-2;

    /// <summary>Row i: weights of the slopes of the stages before that predict the slope of stage i; the first starts from the slope before the step, the last uses it.</summary>
    private static readonly double[][] Predictors = [[], [1], [0.4, 0.6], [0.5, 0.5], [0, 2]];

    private Tensor? jacobian;

    public override Attempt Try(Tensor state, StepSizes sizes, Tensor? first)
    {
        if (jacobian is null)
        {
            jacobian = System.Jacobian(state, System.DependsOnTime ? sizes.Start : null).DetachFromDisposeScope();
            JacobianEvaluations += sizes.Size.LongCount(h => h != 0);
        }

        Tensor column = sizes.Column(state);
        Tensor inverse = Inverse(jacobian, column);
        bool[] failed = new bool[sizes.Size.Length];
        var slopes = new Tensor[Scheme.Stages];
        Tensor end = state;
        for (int i = 0; i < slopes.Length; i++)
        {
            Tensor from = Advance(state, Scheme.A[i], slopes, column);
            slopes[i] = Solve(state, from, Predict(state, first, slopes, i), inverse, column, sizes, i, failed);
            end = addcmul(from, column, slopes[i], Scheme.Diagonal);
        }

        Tensor error = Apply(inverse, column * Sum(Scheme.Error, slopes)!);
        if (failed.Contains(true))
        {
            error = error.masked_fill(tensor(failed, [failed.Length, 1], device: state.device), double.NaN);
        }

        return new Attempt(end, slopes, error);
    }

    public override Attempt Record(Tensor state, StepSizes sizes, Tensor? first)
    {
        Tensor column = sizes.Column(state);
        var slopes = new Tensor[Scheme.Stages];
        Tensor end = state;
        using DisposeScope scope = NewDisposeScope();
        Tensor inverse = Inverse(System.Jacobian(state, null), column);
        for (int i = 0; i < slopes.Length; i++)
        {
            Tensor from = Advance(state, Scheme.A[i], slopes, column);
            Tensor solution;
            using (no_grad())
            {
                solution = Solve(state.detach(), from.detach(), Predict(state, first, slopes, i).detach(), inverse, column, sizes, i, new bool[sizes.Size.Length]);
            }

            Tensor point = addcmul(from, column, solution, Scheme.Diagonal);
            Tensor exact = Inverse(System.Jacobian(point, null), column);
            slopes[i] = solution + Apply(exact, Slope(point, sizes, i) - solution);
            end = addcmul(from, column, slopes[i], Scheme.Diagonal);
        }

        scope.MoveToOuter([end, .. slopes]);
        return new Attempt(end, slopes, null);
    }

    public override void Moved(bool[] accepted)
    {
        if (accepted.Contains(true))
        {
            Release();
        }
    }

    public override void Release()
    {
        jacobian?.Dispose();
        jacobian = null;
    }

    private static Tensor Predict(Tensor state, Tensor? first, Tensor[] slopes, int stage)
    {
        Tensor before = first ?? (stage == 0 ? zeros_like(state) : slopes[0]);
        return stage == 0 ? before : stage == 4 ? Sum(Predictors[4], slopes)!.sub(before) : Sum(Predictors[stage], slopes)!;
    }

    /// <summary>(I − hγJ)⁻¹ of each row; of a row whose Jacobian is not finite, a matrix that makes it fail.</summary>
    private Tensor Inverse(Tensor jacobians, Tensor column)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor identity = eye(jacobians.shape[1], dtype: jacobians.dtype, device: jacobians.device);
        Tensor matrix = identity - (jacobians * (column.unsqueeze(2) * Scheme.Diagonal));
        Tensor finite = matrix.isfinite().all(2, true).all(1, true);
        Tensor inverse = linalg.inv(where(finite, matrix, identity));
        return where(finite, inverse, full_like(inverse, double.NaN)).MoveToOuterDisposeScope();
    }

    private static Tensor Apply(Tensor matrices, Tensor vectors) => matrices.matmul(vectors.unsqueeze(2)).squeeze(2);

    private Tensor Solve(
        Tensor state, Tensor from, Tensor guess, Tensor inverse, Tensor column, StepSizes sizes, int stage, bool[] failed)
    {
        using DisposeScope scope = NewDisposeScope();
        var control = new StepControl(Scheme, options);
        int rows = failed.Length;
        bool[] done = [.. failed];
        double[] before = new double[rows];
        Tensor k = guess;
        for (int iteration = 0; iteration < MaxIterations && done.Contains(false); iteration++)
        {
            for (int r = 0; r < rows; r++)
            {
                Evaluations += done[r] || sizes.Size[r] == 0 ? 0 : 1;
            }

            Tensor residual = Slope(addcmul(from, column, k, Scheme.Diagonal), sizes, stage) - k;
            Tensor change = Apply(inverse, residual);
            k = where(tensor(done, [rows, 1], device: k.device), k, k + change);
            double[] size = control.Norm(column * change * Scheme.Diagonal, state, state);
            for (int r = 0; r < rows; r++)
            {
                if (done[r])
                {
                    continue;
                }

                double rate = iteration == 0 ? 1 : size[r] / before[r];
                double remaining = iteration == 0 ? size[r] : size[r] * rate / (1 - rate);
                if (size[r] <= Share * RoundingFloor(state.dtype) || (iteration > 0 && rate < 1 && remaining <= Share))
                {
                    done[r] = true;
                }
                else if (double.IsNaN(size[r]) || double.IsInfinity(size[r]) || (iteration > 0 && rate >= 1))
                {
                    (done[r], failed[r]) = (true, true);
                }

                before[r] = size[r];
            }
        }

        for (int r = 0; r < rows; r++)
        {
            failed[r] |= !done[r];
        }

        return k.MoveToOuterDisposeScope();
    }

    /// <summary>What rounding alone moves a solution by, in units of the tolerance: below it a change says nothing about convergence.</summary>
    private double RoundingFloor(ScalarType dtype) =>
        Math.Max(1e-3, 64 * (dtype == ScalarType.Float32 ? double.ScaleB(1, -24) : double.ScaleB(1, -53)) / options.RelativeTolerance);
}
