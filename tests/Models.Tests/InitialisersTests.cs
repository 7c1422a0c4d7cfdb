using System.Text.Json;
using TorchDynInspect.Models.Initialisation;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Tests;

public sealed class InitialisersTests
{
    private static readonly JsonElement Data = Reference.Read("initialisers.json").GetProperty("initialisers");

    private static readonly Dictionary<string, Initialiser> Chosen = new()
    {
        ["uniform"] = new Initialiser("uniform").With("a", -0.3).With("b", 0.7),
        ["normal"] = new Initialiser("normal").With("mean", 0.1).With("std", 2),
        ["trunc_normal"] = new Initialiser("trunc_normal").With("mean", 0.1).With("std", 0.5).With("a", -0.6).With("b", 0.8),
        ["xavier_uniform"] = new Initialiser("xavier_uniform") { Nonlinearity = "tanh" },
        ["xavier_normal"] = new Initialiser("xavier_normal").With("gain", 1.5),
        ["kaiming_uniform"] = new Initialiser("kaiming_uniform") { Mode = "fan_out" }.With("a", 0.2),
        ["kaiming_normal"] = new Initialiser("kaiming_normal") { Nonlinearity = "relu" },
        ["orthogonal"] = new Initialiser("orthogonal").With("gain", 1.25),
        ["sparse"] = new Initialiser("sparse").With("sparsity", 0.4).With("std", 0.5),
        ["eye"] = "eye",
        ["default"] = "default",
    };

    public static TheoryData<string> Cases => [.. Data.EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_seed_draws_the_numbers_of_PyTorch(string name)
    {
        JsonElement reference = Data.GetProperty(name);
        string kind = name.Split(' ')[0];
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        Tensor weight = empty([.. reference.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], dtype: ScalarType.Float32);
        Initialisers.Fill(weight, Chosen[kind], generator);
        float[] expected = [.. reference.GetProperty("values").Numbers().Select(value => (float)value)];
        float[] actual = weight.data<float>().ToArray();

        // QR comes from LAPACK, whose order of operations is not fixed; everything else is drawn and scaled, so bit for bit the same.
        float tolerance = kind == "orthogonal" ? 2e-6f : 0;
        Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= tolerance, $"{name}: {pair.Second:R}, expected {pair.First:R}"));
    }

    [Fact]
    public void Orthogonal_rows_or_columns_are_orthonormal_up_to_the_gain()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = empty([4, 9], dtype: ScalarType.Float64);
        Initialisers.Fill(wide, new Initialiser("orthogonal").With("gain", 3), new Generator(1, CPU));
        double[] gram = wide.matmul(wide.t()).data<double>().ToArray();
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(i % 5 == 0 ? 9 : 0, gram[i], 13);
        }
    }

    [Theory]
    [InlineData("zeros", 0)]
    [InlineData("ones", 1)]
    public void Constants_fill_every_entry(string name, double expected)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = empty([3, 2], dtype: ScalarType.Float64);
        Initialisers.Fill(weight, name);
        Assert.All(weight.data<double>().ToArray(), value => Assert.Equal(expected, value));
        Initialisers.Fill(weight, new Initialiser("constant").With("val", -2.5));
        Assert.All(weight.data<double>().ToArray(), value => Assert.Equal(-2.5, value));
    }

    [Fact]
    public void An_initialiser_with_a_generator_leaves_the_global_one_as_it_was()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] before = get_rng_state().data<byte>().ToArray();
        foreach (Initialiser initialiser in Chosen.Values)
        {
            Initialisers.Fill(empty([3, 3]), initialiser, new Generator(2, CPU));
        }

        Assert.Equal(before, get_rng_state().data<byte>().ToArray());
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "glorious", "", "initialiser \"glorious\" is unknown" },
        { "uniform", "std", "initialiser \"uniform\": parameter \"std\" is unknown, expected a, b" },
        { "sparse", "", "initialiser \"sparse\": needs the parameter \"sparsity\"" },
        { "constant", "", "initialiser \"constant\": needs the parameter \"val\"" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_name_or_parameter_is_named(string name, string parameter, string message)
    {
        Initialiser initialiser = parameter.Length == 0 ? name : new Initialiser(name).With(parameter, 1);
        using Tensor weight = empty([2, 2]);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Initialisers.Fill(weight, initialiser)).Message, StringComparison.Ordinal);
    }
}
