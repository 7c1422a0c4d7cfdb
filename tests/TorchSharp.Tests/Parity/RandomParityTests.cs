using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.Parity;

/// <summary>The same seeds give the same numbers as PyTorch 1.13 (reference/draws.py), bit for bit.</summary>
public sealed class RandomParityTests
{
    private static readonly JsonElement Cases = ReferenceFile.Read("draws.json").GetProperty("cases");

    private static readonly Dictionary<string, Func<Tensor[]>> Draws = new()
    {
        ["randn"] = () => [randn(7), randn(3, 5), randn(64), randn(5, dtype: float64), randn(33, dtype: float64)],
        ["rand"] = () => [rand(7), rand(4, 5), rand(40, dtype: float64)],
        ["randint"] = () => [randint(10, [9L]), randint(-5, 1000, [3L, 3L]), randint(0, 1L << 40, [4L])],
        ["randperm"] = () => [randperm(10), randperm(100), randperm(1)],
        ["normal_"] = () => [empty(6).normal_(1.5, 2), empty(20, float64).normal_(-1, 0.5)],
        ["uniform_"] = () => [empty(6).uniform_(-2, 3), empty(20, float64).uniform_(0, 10)],
        ["bernoulli"] = () => [full(12, 0.3, float32).bernoulli(), empty(12).bernoulli_(0.7), full(5, 5, 0.5, float64).bernoulli()],
        ["exponential_"] = () => [empty(6).exponential_(2), empty(6, float64).exponential_()],
        ["multinomial"] = () => [multinomial(tensor(new[] { 0.1f, 0.2f, 0.7f }), 10, true), tensor(new[] { 1f, 2, 3, 4 }).multinomial(3)],
        ["poisson"] = () => [full(8, 3.0, float32).poisson()],
        ["dropout"] = () => [nn.functional.dropout(ones(20), 0.4), nn.functional.dropout(ones(4, 4, float64), 0.5)],
        ["randn_like"] = () => [randn_like(empty(3, 3)), empty(4, float64).rand_like()],
        ["normal"] = () => [normal(arange(4.0), ones(4))],
        ["mixed"] = () => [randn(3), rand(3), randperm(5), randn(1, dtype: float64), randint(7, [2L]), randn(17)],
    };

    public static TheoryData<string> Names() => [.. Cases.EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_what_PyTorch_draws(string name)
    {
        using var scope = NewDisposeScope();
        var reference = Cases.GetProperty(name);
        var seed = reference.GetProperty("seed").GetInt64();
        Tensor[] actual;
        if (reference.GetProperty("draw").GetString() == "generator")
        {
            using var generator = new Generator();
            actual = WithGenerator(generator.manual_seed(seed));
        }
        else
        {
            using var seeded = manual_seed(seed);
            actual = Draws[reference.GetProperty("draw").GetString()!]();
        }
        var expected = ReferenceTensor.ReadAll(reference.GetProperty("outputs"));
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i].AssertEqual(actual[i], 0, $"{name}, draw {i}");
        }
    }

    [Fact]
    public void A_restored_state_repeats_the_numbers()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11);
        var state = generator.get_state();
        var first = randn([50], generator: generator);
        generator.set_state(state);
        Assert.True(first.Equals(randn([50], generator: generator)));
        var global = get_rng_state();
        var drawn = rand(5);
        set_rng_state(global);
        Assert.True(drawn.Equals(rand(5)));
    }

    [Fact]
    public void The_seed_of_a_generator_is_remembered()
    {
        using var generator = new Generator(99);
        Assert.Equal(99, generator.initial_seed());
        Assert.Equal(5, generator.manual_seed(5).initial_seed());
        Assert.Equal(generator.seed(), generator.initial_seed());
    }

    private static Tensor[] WithGenerator(Generator g) =>
    [
        randn([5L], generator: g), rand([5L], generator: g), randperm(8, generator: g), randint(3, 9, [4L], generator: g),
        empty(4).normal_(0, 1, g), empty(4).uniform_(0, 1, g),
    ];
}
