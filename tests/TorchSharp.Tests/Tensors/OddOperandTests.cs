using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

/// <summary>Every operation of one or two tensors, on operands nobody thought of: an answer or an exception, never the end of the process.</summary>
public sealed class OddOperandTests
{
    public static TheoryData<string> Kinds() => [.. Operands.Keys];

    private static readonly Dictionary<string, Func<Tensor>> Operands = new()
    {
        ["no elements"] = () => zeros(0),
        ["no rows"] = () => zeros(0, 3, float64),
        ["a number"] = () => tensor(0.5),
        ["integers"] = () => randint(-3, 4, [3L, 3L]),
        ["truth values"] = () => eye(3).to(ScalarType.Bool),
        ["bytes"] = () => full(3, 3, 200, uint8),
        ["half precision"] = () => rand(3, 3).half(),
        ["complex numbers"] = () => randn(3, 3, complex128),
        ["a lazy conjugate"] = () => randn(3, 3, complex64).conj(),
        ["NaN"] = () => full(3, 3, double.NaN),
        ["infinities"] = () => full(2, 2, double.NegativeInfinity),
        ["a strided view"] = () => rand(6, 6, float64)[TensorIndex.Slice(step: 2), TensorIndex.Slice(step: 3)],
        ["an expanded row"] = () => rand(1, 3, float64).expand(3, 3),
        ["five dimensions"] = () => rand([2, 1, 3, 1, 2]),
        ["a leaf that requires a gradient"] = () => rand(3, 3, requires_grad: true),
        ["no memory"] = () => rand(3, 3, device: META),
    };

    [CompatTheory]
    [MemberData(nameof(Kinds))]
    public void Are_answered_or_refused(string kind)
    {
        var methods = Methods(p => p.ParameterType == typeof(Tensor) || p.HasDefaultValue).ToList();
        Assert.True(methods.Count > 300);
        var answered = methods.Count(method => Answers(method, kind, p => p.HasDefaultValue ? p.DefaultValue : Operands[kind]()));
        Assert.True(answered > 50, $"only {answered} operations answered");
    }

    [CompatTheory]
    [InlineData("integers", -7)]
    [InlineData("integers", 5)]
    [InlineData("a strided view", -7)]
    [InlineData("a strided view", 2)]
    [InlineData("a strided view", 5)]
    [InlineData("complex numbers", -1)]
    [InlineData("no rows", 3)]
    [InlineData("no elements", -1)]
    public void Are_answered_or_refused_with_odd_numbers(string kind, int number)
    {
        var methods = Methods(p => Number(p.ParameterType, number) is not null || p.ParameterType == typeof(Tensor)).ToList();
        Assert.True(methods.Count > 300);
        var answered = methods.Count(method => Answers(
            method, kind, p => p.ParameterType == typeof(Tensor) ? Operands[kind]() : Number(p.ParameterType, number)));
        Assert.True(answered > 20, $"only {answered} operations answered");
    }

    private static IEnumerable<MethodInfo> Methods(Func<ParameterInfo, bool> accepts) =>
        typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsGenericMethod && !m.IsSpecialName && m.GetParameters().All(accepts))
            .Where(m => m.ReturnType == typeof(Tensor) || m.ReturnType == typeof(Tensor[])
                || m.ReturnType.Name.StartsWith("ValueTuple", StringComparison.Ordinal))
            .Where(m => m.Name is not ("cuda" or "MoveToOtherDisposeScope"));

    private static object? Number(Type type, int number) =>
        type == typeof(long) || type == typeof(long?) ? (long)number
        : type == typeof(int) || type == typeof(int?) ? number
        : type == typeof(double) || type == typeof(double?) ? (double)number
        : type == typeof(float) ? (float)number
        : type == typeof(bool) ? number % 2 != 0
        : type == typeof(Scalar) ? (Scalar)number
        : type == typeof(long[]) ? new long[] { number, number }
        : type == typeof(ScalarType?) ? ScalarType.Float32
        : null;

    /// <summary>Whether the method returned; an exception of a kind that no caller expects fails the test.</summary>
    private static bool Answers(MethodInfo method, string kind, Func<ParameterInfo, object?> argument)
    {
        using var scope = NewDisposeScope();
        try
        {
            method.Invoke(Operands[kind](), [.. method.GetParameters().Select(argument)]);
            return true;
        }
        catch (TargetInvocationException e)
        {
            Assert.True(e.InnerException is ExternalException or ArgumentException or InvalidOperationException, $"{method}: {e.InnerException}");
            return false;
        }
    }
}
