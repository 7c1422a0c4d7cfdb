using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Parity;

/// <summary>torch.f(x, …) and x.f(…) are the same function, for every f that exists in both forms.</summary>
public sealed class StaticFunctionTests
{
    // Draws of their own, or memory that nobody initialised.
    private static readonly string[] Incomparable = ["empty_like"];

    public static TheoryData<string, int> Functions()
    {
        var data = new TheoryData<string, int>();
        foreach (var (function, _) in Pairs().DistinctBy(p => (p.Static.Name, p.Static.GetParameters().Length)))
        {
            data.Add(function.Name, function.GetParameters().Length);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Agrees_with_its_method(string name, int parameters)
    {
        foreach (var (function, method) in Pairs().Where(p => p.Static.Name == name && p.Static.GetParameters().Length == parameters))
        {
            using var scope = NewDisposeScope();
            manual_seed(3).Dispose();
            var operands = Enumerable.Range(0, parameters).Select(_ => Operand()).ToArray();
            var copies = operands.Select(o => o.clone()).ToArray();
            var expected = Result(() => method.Invoke(copies[0], [.. copies[1..]]));
            var actual = Result(() => function.Invoke(null, [.. operands]));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Most_functions_exist_in_both_forms() => Assert.True(Pairs().Count() > 200);

    private static IEnumerable<(MethodInfo Static, MethodInfo Method)> Pairs() =>
        from function in typeof(torch).GetMethods(BindingFlags.Public | BindingFlags.Static)
        let types = function.GetParameters().Select(p => p.ParameterType).ToArray()
        where types.Length > 0 && types.All(t => t == typeof(Tensor)) && !function.IsGenericMethod && !Incomparable.Contains(function.Name)
        let method = typeof(Tensor).GetMethod(function.Name, types[1..])
        where method is not null && method.ReturnType == function.ReturnType
        select (function, method);

    private static Tensor Operand() => (rand(3, 3, float64) * 0.8) + 0.1;

    /// <summary>The elements of the result, or the message of the error.</summary>
    private static string Result(Func<object?> call)
    {
        manual_seed(4).Dispose();
        try
        {
            return Describe(call());
        }
        catch (TargetInvocationException e) when (e.InnerException is System.Runtime.InteropServices.ExternalException error)
        {
            return error.Message;
        }
    }

    private static string Describe(object? result) => result switch
    {
        Tensor tensor => $"{tensor.metastr()}: {string.Join(" ", ReferenceTensor.Elements(tensor).Select(v => v.ToString("R")))}",
        System.Runtime.CompilerServices.ITuple tuple => string.Join("; ", Enumerable.Range(0, tuple.Length).Select(i => Describe(tuple[i]))),
        IEnumerable<Tensor> tensors => string.Join("; ", tensors.Select(Describe)),
        var other => $"{other}",
    };
}
