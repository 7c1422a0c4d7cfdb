using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Tensors;

/// <summary>Factorizations whose factors are not unique are held to what defines them.</summary>
public sealed class FactorizationTests
{
    public static TheoryData<ScalarType, int> Matrices() => new()
    {
        { ScalarType.Float64, 1 }, { ScalarType.Float64, 6 }, { ScalarType.ComplexFloat64, 5 }, { ScalarType.Float64, 20 },
    };

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Eigenvectors_are_stretched_by_their_eigenvalues(ScalarType type, int n)
    {
        using var scope = NewDisposeScope();
        var a = Matrix(type, n, n);
        var (values, vectors) = linalg.eig(a);
        AssertSmall(a.to(complex128).matmul(vectors) - (vectors * values), a);
        var h = a + a.mH;
        var (real, unitary) = linalg.eigh(h);
        AssertSmall(h.matmul(unitary) - (unitary * real), h);
        AssertSmall(unitary.mH.matmul(unitary) - eye(n, dtype: type), h);
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Singular_vectors_rebuild_the_matrix(ScalarType type, int n)
    {
        using var scope = NewDisposeScope();
        var a = Matrix(type, n + 2, n);
        var (u, s, vh) = linalg.svd(a, fullMatrices: false);
        AssertSmall((u * s).matmul(vh) - a, a);
        AssertSmall(u.mH.matmul(u) - eye(n, dtype: type), a);
        Assert.Equal([n + 2, n + 2], linalg.svd(a).Item1.shape);
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public void QR_and_LU_rebuild_the_matrix(ScalarType type, int n)
    {
        using var scope = NewDisposeScope();
        var a = Matrix(type, n + 1, n);
        var (q, r) = linalg.qr(a);
        AssertSmall(q.matmul(r) - a, a);
        AssertSmall(r.tril(-1), a);
        var (p, l, u) = linalg.lu(a);
        AssertSmall(p.matmul(l).matmul(u) - a, a);
        Assert.Equal([n + 1, n + 1], linalg.qr(a, linalg.QRMode.Complete).Item1.shape);
    }

    [Fact]
    public void A_batch_is_factored_matrix_by_matrix()
    {
        using var scope = NewDisposeScope();
        manual_seed(5).Dispose();
        var batch = randn(7, 4, 4, float64);
        var all = linalg.svdvals(batch);
        for (var i = 0; i < 7; i++)
        {
            AssertSmall(all[i] - linalg.svdvals(batch[i]), batch);
        }
    }

    [Fact]
    public void The_extended_forms_report_instead_of_raising()
    {
        using var scope = NewDisposeScope();
        var (_, singular) = linalg.inv_ex(zeros(2, 2));
        Assert.NotEqual(0, singular.ToInt32());
        var (_, indefinite) = linalg.cholesky_ex(-eye(3));
        Assert.Equal(1, indefinite.ToInt32());
    }

    private static Tensor Matrix(ScalarType type, long rows, long columns)
    {
        manual_seed(rows * 100).Dispose();
        return randn(rows, columns, type);
    }

    private static void AssertSmall(Tensor residual, Tensor scale) =>
        Assert.True(linalg.norm(residual).abs().ToDouble() <= 1e-13 * Math.Max(1, linalg.norm(scale).ToDouble()) * scale.shape[^1]);
}
