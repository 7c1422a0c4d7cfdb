using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

/// <summary>Shapes, devices, types and text.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void A_tensor_says_what_it_is()
    {
        using var x = zeros(2, 3, 4, float64);
        using var t = x.transpose(0, 2);
        Assert.Equal([2, 3, 4], x.shape);
        Assert.Equal([12, 4, 1], x.stride());
        Assert.Equal([1, 4, 12], t.stride());
        Assert.Equal((3, 24, 8), (x.ndim, x.numel(), x.element_size()));
        Assert.Equal(4, x.size(-1));
        Assert.True(x.is_contiguous());
        Assert.False(t.is_contiguous());
        Assert.Equal("cpu", x.device.ToString());
        Assert.Equal(DeviceType.CPU, x.device_type);
        Assert.Equal("[2x3x4], type = Float64, device = cpu", x.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => x.size(3));
    }

    [Fact]
    public void Elements_print_in_nested_brackets()
    {
        using var x = tensor(new double[,] { { 1, 2.5 }, { -3, 4 } });
        Assert.Equal("[[1 2.5]\n [-3 4]]", x.ToString(TorchSharp.TensorStringStyle.Numpy, cultureInfo: CultureInfo.InvariantCulture, newLine: "\n"));
        Assert.Equal(
            "[2x2], type = Float64, device = cpu, value = {{1, 2.5},\n {-3, 4}}",
            x.ToString(TorchSharp.TensorStringStyle.CSharp, cultureInfo: CultureInfo.InvariantCulture, newLine: "\n"));
        using var large = zeros(2000);
        Assert.Contains("...", large.ToString(TorchSharp.TensorStringStyle.Numpy));
    }

    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1)]
    [InlineData("cuda:1", DeviceType.CUDA, 1)]
    [InlineData("CUDA", DeviceType.CUDA, 0)]
    public void A_device_is_read_from_its_name(string name, DeviceType type, int index)
    {
        var device = new Device(name);
        Assert.Equal((type, index), (device.type, device.index));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:1:2")]
    [InlineData("7")]
    public void A_name_that_is_no_device_is_refused(string name) => Assert.Throws<ArgumentException>(() => new Device(name));

    [Fact]
    public void Floating_point_limits_are_those_of_IEEE_754()
    {
        Assert.Equal(float.MaxValue, finfo(float32).max);
        Assert.Equal(Math.ScaleB(1, -23), finfo(float32).eps);
        Assert.Equal(double.MaxValue, finfo(float64).max);
        Assert.Equal(Math.BitIncrement(1.0) - 1, finfo(float64).eps);
        Assert.Equal((double)Half.MaxValue, finfo(float16).max);
        Assert.Equal(2.2250738585072014e-308, finfo(float64).tiny);
    }

    [Fact]
    public void Shapes_compare_and_broadcast()
    {
        Assert.True(new Size([2L, 3]) == new Size((2, 3)));
        Assert.Equal(6, new Size([2L, 3]).numel());
        Assert.Equal([5, 2, 3], broadcast_shapes([2, 1], [5, 1, 3]).Shape);
        Assert.Throws<ArgumentException>(() => broadcast_shapes([2, 3], [4]));
    }

    [Fact]
    public void Equality_operators_work_by_element_and_Equals_by_tensor()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 2.0 });
        Assert.Equal([true, false], (x == tensor(new[] { 1.0, 3.0 })).data<bool>().ToArray());
        Assert.True(x.Equals(x.clone()));
        Assert.False(x.Equals(x + 1));
        Assert.False(x.Equals(x.@float()));
        Assert.False(x.Equals(ones(3)));
    }

    [CompatFact]
    public void Matrix_products_run_on_OpenBLAS()
    {
        var native = typeof(torch).Assembly.GetType("TorchSharp.Native")!;
        var blas = (string)native.GetProperty("Blas", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.GetValue(null)!;
        Assert.StartsWith("OpenBLAS", blas, StringComparison.Ordinal);
    }
}
