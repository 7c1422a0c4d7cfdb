using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

/// <summary>Numbers into tensors and back.</summary>
public sealed class AccessTests
{
    [Fact]
    public void Arrays_of_every_type_and_rank_come_back_as_they_went_in()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1.5, -2], tensor(new[] { 1.5, -2 }).data<double>().ToArray());
        Assert.Equal([1.5f, -2], tensor(new[] { 1.5f, -2 }).data<float>().ToArray());
        Assert.Equal([1L << 40, -2], tensor(new[] { 1L << 40, -2 }).data<long>().ToArray());
        Assert.Equal([7, -2], tensor(new[] { 7, -2 }).data<int>().ToArray());
        Assert.Equal([true, false], tensor(new[] { true, false }).data<bool>().ToArray());
        Assert.Equal([(byte)3, (byte)255], tensor(new byte[] { 3, 255 }).data<byte>().ToArray());
        Assert.Equal([new Complex(1, -2)], tensor(new[] { new Complex(1, -2) }).data<Complex>().ToArray());
        Assert.Equal([(1f, -2f)], tensor(new[] { (1f, -2f) }).data<(float, float)>().ToArray());
        var matrix = new double[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        Assert.Equal([2, 3], tensor(matrix).shape);
        Assert.Equal(matrix, tensor(matrix).data<double>().ToNDArray());
        var cube = new long[2, 2, 2] { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } };
        Assert.Equal(cube, from_array(cube).data<long>().ToNDArray());
        Assert.Equal(ScalarType.Float32, tensor(matrix, ScalarType.Float32).dtype);
        Assert.Equal([3, 2], tensor(new List<double> { 1, 2, 3, 4, 5, 6 }, 3, 2).shape);
    }

    [Fact]
    public void A_strided_view_reads_in_row_major_order_and_writes_through()
    {
        using var scope = NewDisposeScope();
        var x = arange(12, dtype: float64).reshape(3, 4);
        var view = x.t()[1..3];
        Assert.Equal([1.0, 5, 9, 2, 6, 10], view.data<double>().ToArray());
        Assert.Equal([1.0, 5, 9, 2, 6, 10], view.data<double>().ToList());
        Assert.Equal(6.0, view.data<double>()[1, 1]);
        Assert.Equal(6.0, view.data<double>()[4]);
        view.data<double>()[0, 2] = -1;
        Assert.Equal(-1.0, x[2, 1].ToDouble());
        view.data<double>().CopyFrom(new[] { 10.0, 20, 30, 40, 50, 60 });
        Assert.Equal([0.0, 10, 40, 3, 4, 20, 50, 7, 8, 30, 60, 11], x.data<double>().ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => view.data<double>()[2, 0]);
    }

    [Fact]
    public void A_lazy_conjugate_reads_as_conjugated()
    {
        using var scope = NewDisposeScope();
        var z = tensor(new[] { new Complex(1, 2), new Complex(3, -4) });
        Assert.Equal([new Complex(1, -2), new Complex(3, 4)], z.conj().data<Complex>().ToArray());
        Assert.Equal(new Complex(3, 4), z.conj()[1].item<Complex>());
        Assert.Equal([-2.0, 4], z.conj().imag.data<double>().ToArray());
    }

    [Fact]
    public void An_accessor_of_a_disposed_tensor_refuses()
    {
        var x = ones(3);
        var data = x.data<float>();
        x.Dispose();
        Assert.ThrowsAny<InvalidOperationException>(() => data[0]);
        Assert.ThrowsAny<InvalidOperationException>(() => data.ToArray());
    }

    [Fact]
    public void Bytes_are_the_memory_of_a_contiguous_tensor()
    {
        using var x = tensor(new[] { 1, 256 });
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0], x.bytes.ToArray());
        x.bytes = new byte[] { 2, 0, 0, 0, 3, 0, 0, 0 };
        Assert.Equal([2, 3], x.data<int>().ToArray());
    }

    [Fact]
    public void A_number_converts_to_every_type()
    {
        using var x = tensor(2.75);
        Assert.Equal(2.75, x.item<double>());
        Assert.Equal(2, x.ToInt32());
        Assert.Equal(2.75f, x.ToSingle());
        Assert.True(x.ToBoolean());
        Assert.Equal(new Complex(2.75, 0), x.ToComplexFloat64());
        Assert.Equal(2.75, x.ToScalar().ToDouble());
        Assert.Equal(2.75, (double)x);
        using var half = tensor(new[] { (Half)0.5f });
        Assert.Equal(0.5f, half.ToSingle());
    }

    [Fact]
    public void Types_follow_torch()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(float32, zeros(2).dtype);
        Assert.Equal(int64, arange(3).dtype);
        Assert.Equal(float32, arange(3.0).dtype);
        Assert.Equal(float64, tensor(1.0).dtype);
        Assert.Equal(int64, randint(5, [2L]).dtype);
        Assert.Equal(float32, (tensor(new[] { 1, 2 }) / 2).dtype);
        set_default_dtype(float64);
        try
        {
            Assert.Equal(float64, zeros(2).dtype);
        }
        finally
        {
            set_default_dtype(float32);
        }
    }
}
