using System.Numerics;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Parity;

/// <summary>A tensor as the reference scripts write it: element type, shape, and elements in row-major order (complex in pairs).</summary>
internal sealed record ReferenceTensor(ScalarType Type, long[] Shape, double[] Data)
{
    internal static ReferenceTensor Read(JsonElement json) => new(
        json.GetProperty("dtype").GetString() switch
        {
            "float64" => ScalarType.Float64,
            "float32" => ScalarType.Float32,
            "float16" => ScalarType.Float16,
            "bfloat16" => ScalarType.BFloat16,
            "complex128" => ScalarType.ComplexFloat64,
            "complex64" => ScalarType.ComplexFloat32,
            "int64" => ScalarType.Int64,
            "int32" => ScalarType.Int32,
            "int16" => ScalarType.Int16,
            "int8" => ScalarType.Int8,
            "uint8" => ScalarType.Byte,
            "bool" => ScalarType.Bool,
            var other => throw new InvalidDataException($"element type {other}"),
        },
        [.. json.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())],
        [.. json.GetProperty("data").EnumerateArray().Select(Number)]);

    internal static ReferenceTensor[] ReadAll(JsonElement list) => [.. list.EnumerateArray().Select(Read)];

    internal Tensor ToTensor()
    {
        if (is_complex(Type))
        {
            var pairs = Enumerable.Range(0, Data.Length / 2).Select(i => new Complex(Data[2 * i], Data[(2 * i) + 1])).ToArray();
            return tensor(pairs, Type).reshape(Shape);
        }
        return tensor(Data, Type).reshape(Shape);
    }

    /// <summary>
    /// Asserts type, shape, and elements equal to within the tolerance times the largest element (plus a few units in the last place of
    /// short formats); NaN and infinities must match.
    /// </summary>
    internal void AssertEqual(Tensor actual, double tolerance, string what)
    {
        Assert.True(actual.dtype == Type, $"{what}: {actual.dtype} instead of {Type}");
        Assert.True(actual.shape.SequenceEqual(Shape), $"{what}: shape [{string.Join(",", actual.shape)}] instead of [{string.Join(",", Shape)}]");
        var values = Elements(actual);
        var scale = Data.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < Data.Length; i++)
        {
            var equal = values[i].Equals(Data[i]) || Math.Abs(values[i] - Data[i]) <= tolerance * Math.Max(scale, 1e-300);
            Assert.True(equal, $"{what}: element {i} is {values[i]:R} instead of {Data[i]:R}");
        }
    }

    internal static double[] Elements(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var plain = tensor.detach().resolve_conj().resolve_neg().contiguous();
        if (plain.is_complex())
        {
            plain = view_as_real(plain).contiguous();
        }
        return plain.to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
    }

    private static double Number(JsonElement value) => value.GetDouble();
}
