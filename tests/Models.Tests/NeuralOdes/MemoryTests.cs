using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Tests.NeuralOdes;

public sealed class MemoryTests
{
    public static TheoryData<string, GradientMethod> Cases
    {
        get
        {
            var cases = new TheoryData<string, GradientMethod>();
            foreach (string solver in SolverOptions.Names)
            {
                cases.Add(solver, GradientMethod.Discrete);
                cases.Add(solver, GradientMethod.Adjoint);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Solves_and_backward_passes_leave_nothing_behind(string solver, GradientMethod method)
    {
        using var model = new NeuralOde(new NeuralOdeOptions(1, 2)
        {
            TimeInput = true, Augmentation = 1, Gradient = method, Dtype = ScalarType.Float64,
            Solver = new SolverOptions(solver) { Steps = 2, RelativeTolerance = 1e-2, AbsoluteTolerance = 1e-2 },
        });
        using Tensor x = tensor(new[] { 0.5 }, [1, 1]);
        Once();

        // What earlier tests forgot must not go away meanwhile.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        for (int i = 0; i < 20; i++)
        {
            Once();
        }

        Assert.Equal(before, Tensor.TotalCount);
        Assert.Equal(2 * 21, model.Effort.Solves);

        void Once()
        {
            using (Tensor y = model.forward(x))
            {
                y.backward();
            }

            using (Tensor path = model.Trajectory(x, 0.5, 1))
            using (Tensor sum = path.sum())
            {
                sum.backward();
            }
        }
    }

    [Fact]
    public void Thousands_of_solves_need_constant_memory()
    {
        using var model = new NeuralOde(new NeuralOdeOptions(2, 4) { Solver = new SolverOptions("rk4") { Steps = 2 }, Seed = 1 });
        using Tensor x = ones([8, 2]);
        long before = 0;
        for (int i = 0; i < 3000; i++)
        {
            using Tensor y = model.forward(x);
            using Tensor loss = y.square().sum();
            loss.backward();
            if (i == 0)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                before = Tensor.TotalCount;
            }
        }

        // The squares of each pass have no owner here and wait for the finalizer.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.InRange(Tensor.TotalCount, 0, before + 1);
    }

    [Fact]
    public void A_solve_that_fails_leaves_nothing_behind()
    {
        using var model = new NeuralOde(new FunctionField(x => x.square()), new NeuralOdeOptions(1) { Time = 2, Solver = "sdirk4" });
        using Tensor x = ones([1, 1], dtype: ScalarType.Float64);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        Assert.Throws<OdeSolverException>(() => model.forward(x));
        Assert.Equal(before, Tensor.TotalCount);
    }
}
