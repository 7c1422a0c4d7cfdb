using TorchDynInspect.Models.NeuralOdes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Tests.NeuralOdes;

public sealed class GradientTests
{
    /// <summary>What a central difference with this step errs by is far below 1e−6; steps of a solver, which are piecewise constant in the parameters, are the smaller the tolerance.</summary>
    private const double Difference = 1e-5;

    public static TheoryData<string, GradientMethod, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, GradientMethod, bool>();
            foreach (string solver in SolverOptions.Names)
            {
                foreach (GradientMethod method in new[] { GradientMethod.Discrete })
                {
                    cases.Add(solver, method, false);
                    cases.Add(solver, method, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_agree_with_finite_differences(string solver, GradientMethod method, bool hasEverything)
    {
        using NeuralOde model = Model(solver, method, hasEverything);
        AgreesWithDifferences(model, () => Loss(model, trajectory: false));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_of_trajectories_agree_with_finite_differences(string solver, GradientMethod method, bool hasEverything)
    {
        using NeuralOde model = Model(solver, method, hasEverything);
        AgreesWithDifferences(model, () => Loss(model, trajectory: true));
    }

    private static NeuralOde Model(string solver, GradientMethod method, bool hasEverything) => new(new NeuralOdeOptions(2, 5)
    {
        Inputs = hasEverything ? 3 : null,
        Outputs = hasEverything ? 2 : null,
        Augmentation = hasEverything ? 1 : 0,
        TimeInput = hasEverything,
        StartTime = hasEverything ? 0.3 : 0,
        Time = hasEverything ? -1.2 : 1.5,
        Solver = new SolverOptions(solver) { Steps = 7, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-10 },
        Gradient = method,
        Dtype = ScalarType.Float64,
        WeightInitialiser = "xavier_normal",
        BiasInitialiser = "uniform",
        Seed = 12,
    });

    private static Tensor Input(NeuralOde model) => model.Lift is null
        ? tensor(new[] { 0.5, -1, 2, 0.3, -0.7, 1.1 }, [3, 2])
        : tensor(new[] { 0.5, -1, 2, 0.3, -0.7, 1.1 }, [2, 3]);

    private static Tensor Loss(NeuralOde model, bool trajectory, Tensor? x = null)
    {
        using DisposeScope scope = NewDisposeScope();
        x ??= Input(model);
        double sign = Math.Sign(model.Options.Time);
        Tensor y = trajectory ? model.Trajectory(x, 0, sign * 0.31, sign * 0.32, sign * 1.05) : model.forward(x);
        Tensor weights = arange(1, y.numel() + 1, dtype: ScalarType.Float64).view(y.shape).sin();
        return ((y * weights).sum() + (y.square() * 0.3).sum()).MoveToOuterDisposeScope();
    }

    private static void AgreesWithDifferences(NeuralOde model, Func<Tensor> loss)
    {
        using (Tensor value = loss())
        {
            value.backward();
        }

        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            double[] gradient = parameter.grad!.contiguous().data<double>().ToArray();
            for (int i = 0; i < gradient.Length; i++)
            {
                double slope = (Shifted(parameter, i, Difference, loss) - Shifted(parameter, i, -Difference, loss)) / (2 * Difference);
                Assert.True(Math.Abs(gradient[i] - slope) <= 1e-6, $"{name}[{i}]: gradient {gradient[i]}, difference {slope}");
            }
        }
    }

    private static double Shifted(Tensor parameter, int index, double by, Func<Tensor> loss)
    {
        using IDisposable noGraph = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor entry = parameter.view(-1).narrow(0, index, 1);
        double before = entry.item<double>();
        entry.fill_(before + by);
        double value = loss().item<double>();
        entry.fill_(before);
        return value;
    }
}
