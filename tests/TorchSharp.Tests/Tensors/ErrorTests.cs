using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

/// <summary>Whatever libtorch refuses becomes an exception of one line; nothing ends the process.</summary>
public sealed class ErrorTests
{
    public static TheoryData<string> Names() => [.. Mistakes.Keys];

    private static readonly Dictionary<string, Action> Mistakes = new()
    {
        ["product of shapes that do not chain"] = () => ones(2, 3).matmul(ones(2, 3)),
        ["sum of shapes that do not broadcast"] = () => (ones(2, 3) + ones(4)).ToString(),
        ["inverse of a singular matrix"] = () => linalg.inv(zeros(3, 3)),
        ["solution with a singular matrix"] = () => linalg.solve(ones(2, 2), ones(2, 1)),
        ["Cholesky factor of an indefinite matrix"] = () => linalg.cholesky(-eye(3)),
        ["eigenvalues of NaN"] = () => linalg.eigvals(full(3, 3, double.NaN)),
        ["backward from a vector"] = () => (ones(3, requires_grad: true) * 2).backward(),
        ["backward from a constant"] = () => ones(1).backward(),
        ["backward twice through one graph"] = () =>
        {
            var x = tensor(2.0, requires_grad: true);
            var y = x.exp();
            y.backward();
            y.backward();
        },
        ["gradient of what is not in the graph"] = () =>
            autograd.grad([tensor(2.0, requires_grad: true).exp()], [tensor(1.0, requires_grad: true)]),
        ["gradient with respect to a constant"] = () => autograd.grad([tensor(2.0, requires_grad: true).exp()], [tensor(1.0)]),
        ["gradient of the wrong shape"] = () => autograd.backward(ones(3, requires_grad: true) * 2, ones(4)),
        ["backward to inputs without gradients"] = () =>
            autograd.backward(tensor(2.0, requires_grad: true).exp(), inputs: [ones(1)], grad_tensors: null),
        ["change in place of a leaf that requires a gradient"] = () => ones(3, requires_grad: true).add_(1),
        ["value overwritten that backward needs"] = () =>
        {
            var x = ones(3, requires_grad: true);
            var y = x.exp();
            y.mul_(2);
            y.sum().backward();
        },
        ["row out of range"] = () => ones(3, 3)[5].ToString(),
        ["element out of range"] = () => ones(3, 3)[0, 7].ToString(),
        ["index tensor out of range"] = () => ones(3)[tensor(new long[] { 0, 9 })].ToString(),
        ["gather out of range"] = () => ones(3).gather(0, tensor(new long[] { 4 })),
        ["too many indices"] = () => ones(3)[0, 0].ToString(),
        ["dimension out of range"] = () => ones(3).sum(4),
        ["reshape to another number of elements"] = () => ones(6).reshape(4, 2),
        ["view of a transposed matrix"] = () => ones(2, 3).t().view(6),
        ["concatenation of shapes that differ"] = () => cat([ones(2, 3), ones(2, 4)]),
        ["concatenation of nothing"] = () => cat([]),
        ["logarithm in place of integers"] = () => ones(3, int64).log_(),
        ["requires_grad on integers"] = () => ones(3, int64).requires_grad_(),
        ["negative length"] = () => zeros(-1),
        ["more memory than there is"] = () => zeros(1L << 50),
        ["arange away from its end"] = () => arange(1, 0, 1),
        ["equation einsum cannot read"] = () => einsum("ij,jk->", ones(2)),
        ["device that is not there"] = () => ones(2).cuda(),
        ["Bernoulli probability above one"] = () => full(3, 1.5).bernoulli(),
        ["multinomial of negative weights"] = () => tensor(new[] { -1.0, 2.0 }).multinomial(1),
        ["state of a generator that is none"] = () => set_rng_state(zeros(3, uint8)),
        ["real part of an imaginary request"] = () => ones(3).imag.ToString(),
        ["mean of integers"] = () => ones(3, int64).mean(),
        ["norm of integers"] = () => linalg.norm(ones(3, int64)),
        ["number of threads below one"] = () => set_num_threads(0),
        ["gradient assigned with another shape"] = () => ones(3, requires_grad: true).grad = ones(4),
        ["missing operand"] = () => ones(3).add((Tensor)null!),
        ["missing tensor in a list"] = () => cat([ones(3), null!]),
        ["backward from nothing"] = () => autograd.backward([null!]),
        ["view beyond the storage"] = () => ones(3).as_strided([100], [1]),
        ["retain_grad on a constant"] = () => ones(3).retain_grad(),
    };

    // The package ends the process on some of these.
    [CompatTheory]
    [MemberData(nameof(Names))]
    public void Becomes_an_exception_of_one_line(string mistake)
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(Mistakes[mistake]);
        Assert.NotEmpty(error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var x = ones(2);
        x.Dispose();
        x.Dispose();
        Assert.True(x.IsInvalid);
        Assert.ThrowsAny<InvalidOperationException>(() => x.add(1));
        Assert.ThrowsAny<InvalidOperationException>(() => ones(2) + x);
        Assert.ThrowsAny<InvalidOperationException>(() => x.shape);
        Assert.ThrowsAny<InvalidOperationException>(() => cat([ones(2), x]));
    }

    [Fact]
    public void A_shape_must_hold_as_many_elements_as_the_array()
    {
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1.0, 2, 3 }, [2L, 2]));
        Assert.Throws<ArgumentException>(() => tensor(new List<float> { 1 }, 2, 2));
        Assert.Throws<NotSupportedException>(() => from_array(new[] { new[] { 1.0 } }));
    }

    [CompatFact]
    public void A_tensor_without_memory_has_no_elements()
    {
        using var x = ones(1, device: META);
        Assert.True(x.is_meta);
        Assert.Throws<InvalidOperationException>(() => x.item<float>());
        Assert.Throws<InvalidOperationException>(() => x.ToDouble());
        Assert.Throws<InvalidOperationException>(() => x.data<float>());
        Assert.Throws<InvalidOperationException>(() => x.bytes.Length);
        Assert.Equal([1], (x + x).shape);
        Assert.Throws<ExternalException>(() => x + ones(1));
    }

    [Fact]
    public void A_tensor_of_several_elements_is_no_number()
    {
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Throws<ArgumentException>(() => ones(2).ToDouble());
        Assert.Throws<ArgumentException>(() => ones(1).item<double>());
        Assert.Throws<ArgumentException>(() => ones(1).data<double>());
    }
}
