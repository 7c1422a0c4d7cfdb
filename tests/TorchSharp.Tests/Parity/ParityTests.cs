using System.Text.Json;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Parity;

/// <summary>The operations against what PyTorch 1.13 computed on the same inputs (reference/operators.py).</summary>
public sealed class ParityTests
{
    // Both run the same kernels; a different OpenBLAS or LAPACK may sum in another order.
    private const double Tolerance = 1e-12;

    private static readonly JsonElement Cases = ReferenceFile.Read("operators.json").GetProperty("cases");

    public static TheoryData<string> Names() => [.. Cases.EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var reference = Cases.GetProperty(name);
        var inputs = ReferenceTensor.ReadAll(reference.GetProperty("inputs")).Select(r => r.ToTensor()).ToArray();
        var expected = ReferenceTensor.ReadAll(reference.GetProperty("outputs"));
        var actual = OperatorCases.All[name](inputs);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i].AssertEqual(actual[i], Tolerance, $"{name}, result {i}");
        }
    }

    [Fact]
    public void Every_computation_has_its_reference()
    {
        Assert.Empty(OperatorCases.All.Keys.Except(Cases.EnumerateObject().Select(c => c.Name)));
    }
}
