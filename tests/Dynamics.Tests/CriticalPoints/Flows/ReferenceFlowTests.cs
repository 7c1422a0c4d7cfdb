using System.Text.Json;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.CriticalPoints;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.CriticalPoints.Smooth;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Flows;

/// <summary>Random neural ODEs against points found by numpy and refined in 30-digit arithmetic or by DOP853 (reference/neural_odes.py).</summary>
public sealed class ReferenceFlowTests
{
    [Fact]
    public void Nothing_that_the_reference_finds_of_random_neural_ODEs_is_missing()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CriticalPoints", "reference", "neural_odes.json")));
        double half = document.RootElement.GetProperty("box").GetDouble();
        int points = 0;
        foreach (JsonElement item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            Network network = Read(item);
            CriticalPointResult found = network.CriticalPoints(Box.Cube(network.Inputs, -half, half), new CriticalPointOptions { Starts = 128 });
            JsonElement[] expected = [.. item.GetProperty("points").EnumerateArray()];
            Assert.True(network.Inputs > 1 || expected.Length == found.Points.Length);
            Assert.Equal(1, found.EulerCharacteristic);
            foreach (JsonElement reference in expected)
            {
                points++;
                double[] x = SmoothNetworks.Numbers(reference.GetProperty("x"));
                CriticalPoint point = Assert.Single(found.Points, point => point.X.Zip(x, (a, b) => Math.Abs(a - b)).Max() < 1e-9);
                Assert.Equal(reference.GetProperty("value").GetDouble(), point.Value, 1e-9);
                double[] eigenvalues = SmoothNetworks.Numbers(reference.GetProperty("eigenvalues"));
                AssertNear(eigenvalues, point.HessianEigenvalues, 1e-6 * (1 + eigenvalues.Max(Math.Abs)));
                Assert.Equal(eigenvalues.Count(value => value < 0), point.Index);
                Assert.False(point.Degenerate);
            }
        }

        Assert.True(points >= 7);
    }

    [Theory]
    [InlineData(1, 3, 11)]
    [InlineData(2, 3, 12)]
    [InlineData(2, 4, 13)]
    public void At_points_found_in_wide_phase_spaces_differences_of_the_value_vanish_and_curve_as_told(int inputs, int phase, int seed)
    {
        for (int k = 0; k < 3; k++)
        {
            Network network = FlowNetworks.Random(inputs, phase, 8, (seed * 100) + k, 1.5, new FlowSolver("dopri5", 1, 1e-13, 1e-15), 2);
            CriticalPointResult found = network.CriticalPoints(Box.Cube(inputs, -3, 3), new CriticalPointOptions { Starts = 32 });
            foreach (CriticalPoint point in found.Points)
            {
                Assert.False(point.Degenerate);
                double[] hessian = new double[inputs * inputs];
                for (int i = 0; i < inputs; i++)
                {
                    // Differences of order four of values at a tolerance of 1e−13, by no derivative of the flow.
                    const double h = 1e-3;
                    double gradient = ((8 * (Value(network, point, (i, h)) - Value(network, point, (i, -h)))) - Value(network, point, (i, 2 * h)) + Value(network, point, (i, -2 * h))) / (12 * h);
                    Assert.Equal(0, gradient, 1e-8 * (1 + point.HessianEigenvalues.Max(Math.Abs)));
                    for (int j = 0; j < inputs; j++)
                    {
                        double mixed = Value(network, point, (i, h), (j, h)) - Value(network, point, (i, h), (j, -h)) - Value(network, point, (i, -h), (j, h)) + Value(network, point, (i, -h), (j, -h));
                        hessian[(i * inputs) + j] = mixed / (4 * h * h);
                    }
                }

                double trace = Enumerable.Range(0, inputs).Sum(i => hessian[i * (inputs + 1)]);
                Assert.Equal(trace, point.HessianEigenvalues.Sum(), 1e-3 * (1 + Math.Abs(trace)));
                double determinant = inputs == 1 ? hessian[0] : (hessian[0] * hessian[3]) - (hessian[1] * hessian[2]);
                Assert.Equal(Math.Sign(determinant), point.Index % 2 == 0 ? 1 : -1);
            }
        }
    }

    private static double Value(Network network, CriticalPoint point, params (int Axis, double Step)[] moves)
    {
        double[] x = [.. point.X];
        foreach ((int axis, double step) in moves)
        {
            x[axis] += step;
        }

        return network.Evaluate(x)[0];
    }

    private static Network Read(JsonElement item)
    {
        Affine Map(string weight, string bias) => new(Rows(item.GetProperty(weight)), SmoothNetworks.Numbers(item.GetProperty(bias)));
        Network field = new(item.GetProperty("b").GetArrayLength(), [Map("W1", "b1"), new Elementwise(new Tanh()), Map("W2", "b2")]);
        double[] readout = SmoothNetworks.Numbers(item.GetProperty("a"));
        Affine lift = Map("A", "b");
        return new Network(
            lift.Weight.Columns,
            [lift, new Flow(field, item.GetProperty("T").GetDouble(), FlowNetworks.Adaptive), new Affine(new Matrix(1, readout.Length, readout), [0])]);
    }

    private static Matrix Rows(JsonElement matrix) => Matrix.FromRows([.. matrix.EnumerateArray().Select(SmoothNetworks.Numbers)]);

    private static void AssertNear(double[] expected, IReadOnlyList<double> actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
