using System.Numerics;
using System.Text.Json;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Reporting.Tests.Json;

public class JsonShapeTests
{
    private static readonly Spectrum Rotation = new()
    {
        Eigenvalues = [new Complex(0, 2), new Complex(0, -2)],
        SingularValues = [2, 2],
        GershgorinDiscs = [new GershgorinDisc(0, 2), new GershgorinDisc(0, 2)],
        Norm1 = 2,
        NormInfinity = 2,
        FrobeniusNorm = Math.Sqrt(8),
    };

    private static readonly FixedPointResult Search = new()
    {
        Box = new Box([-1, -2], [1, 2]),
        Options = new FixedPointOptions { Seed = 7, Starts = 16, Period = 2 },
        Points =
        [
            new FixedPoint { X = [0.1, -0.2], Eigenvalues = [0.5, -0.25], Stability = Stability.Attracting, Residual = 1e-17, Evidence = EvidenceLevel.Certified, Enclosure = new Box([0, -1], [1, 0]) },
            new FixedPoint { X = [1, 1], Eigenvalues = [2, 0.5], Stability = Stability.Saddle, Residual = 0, Evidence = EvidenceLevel.Sampled },
        ],
        Cycles = [new Cycle { Points = [[0, 0], [1, 0]], Multipliers = [new Complex(0.5, 0.1), new Complex(0.5, -0.1)], Stability = Stability.Attracting, Residual = 0, Evidence = EvidenceLevel.Numerical }],
        Continua = [new FixedPointContinuum { Dimension = 1, Pieces = [Matrix.FromRows([[0, 0], [1, 0.5]])], Bounds = new Box([0, 0], [1, 0.5]), Evidence = EvidenceLevel.Certified }],
        Unresolved = [new Box([0, 0], [0.5, 0.5])],
        Complete = false,
        Evidence = EvidenceLevel.Sampled,
        Theory = [new TheoryEntry("P5", "arXiv 2011.13492", true, "Lipschitz constant 0.9 < 1", "one fixed point", "2", false)],
    };

    [Fact]
    public void Info_has_the_fields_scripts_rely_on()
    {
        Network branch = new(2, [new Affine(Matrix.FromRows([[1, 2], [3, 4], [5, 6]]), [0, 0, 0]), new Affine(Matrix.FromRows([[1, 2, 3], [4, 5, 6]]), [0, 0])]);
        Network network = new(3, [new Affine(Matrix.FromRows([[1, 2, 3], [3, 4, 5]]), [1, 2]), new Residual(branch)]);
        JsonElement json = Parse(new NetworkInfoJson(network));
        Assert.Equal(["inputs", "outputs", "widths", "activations", "parameters", "selfMap", "layers"], Fields(json));
        Assert.Equal("[3,2,2]", json.GetProperty("widths").GetRawText());
        Assert.Equal(8 + 9 + 8, json.GetProperty("parameters").GetInt64());
        Assert.Equal("affine", json.GetProperty("layers")[1].GetProperty("layers")[0].GetProperty("type").GetString());
    }

    [Fact]
    public void Info_names_every_activation_in_order_with_those_inside_branches_and_its_parameters()
    {
        Activation leaky = ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = 0.25 });
        Activation tanh = ActivationCatalogue.Create("tanh");
        Network branch = new(2, [new Affine(Matrix.Identity(2), [0, 0]), new Elementwise(tanh)]);
        Network network = new(2, [new Affine(Matrix.Identity(2), [0, 0]), new Elementwise(leaky), new Residual(branch), new Elementwise([tanh, leaky])]);
        JsonElement json = Parse(new NetworkInfoJson(network));
        Assert.Equal(["leaky_relu", "tanh", "tanh+leaky_relu"], json.GetProperty("activations").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal("[2,2,2]", json.GetProperty("widths").GetRawText());
        Assert.Equal(0.25, json.GetProperty("layers")[1].GetProperty("slope").GetDouble());
    }

    [Fact]
    public void A_spectrum_computed_by_the_engine_has_eigenvalues_where_they_are_known()
    {
        JsonElement json = Parse(new SpectrumJson(Spectrum.Of(Matrix.FromRows([[0, -2], [2, 0]]))));
        Assert.Equal(2, Math.Abs(json.GetProperty("eigenvalues")[0][1].GetDouble()), 14);
        Assert.Equal(2, json.GetProperty("spectralRadius").GetDouble(), 14);
        Assert.Equal(2, json.GetProperty("norm2").GetDouble(), 14);
    }

    [Fact]
    public void Affine_has_the_fields_scripts_rely_on()
    {
        AffineMap map = new(Matrix.FromRows([[0.8, -1.6], [-0.4, 0.8]]), [0.13, 0.16], AffineForm.Secant);
        JsonElement json = Parse(new AffineMapJson(map, [0.7, -0.4]));
        Assert.Equal(["at", "form", "A", "b", "evidence"], Fields(json));
        Assert.Equal("secant", json.GetProperty("form").GetString());
        Assert.Equal(-0.4, json.GetProperty("A")[1][0].GetDouble());
        Assert.Equal(0.16, json.GetProperty("b")[1].GetDouble());
    }

    [Fact]
    public void Spectrum_has_the_fields_scripts_rely_on()
    {
        JsonElement json = Parse(new SpectrumJson(Rotation, [1.0, 2.0]));
        Assert.Equal(
            ["at", "eigenvalues", "singularValues", "spectralRadius", "norm1", "norm2", "normInfinity", "frobenius", "gershgorin", "evidence"],
            Fields(json));
        Assert.Equal("[[0,2],[0,-2]]", json.GetProperty("eigenvalues").GetRawText());
        Assert.Equal(2, json.GetProperty("spectralRadius").GetDouble());
        Assert.Equal("numerical", json.GetProperty("evidence").GetString());
    }

    [Fact]
    public void Spectrum_of_a_matrix_that_is_not_square_has_no_radius_and_says_why()
    {
        JsonElement json = Parse(new SpectrumJson(Rotation with { Eigenvalues = [], GershgorinDiscs = [] }));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("spectralRadius").ValueKind);
        Assert.Contains("not square", json.GetProperty("spectralRadiusReason").GetString());
    }

    [Fact]
    public void Sampled_spectra_show_the_worst_sample_and_all_of_them()
    {
        Spectrum small = Rotation with { Eigenvalues = [0.5, 0.25], SingularValues = [3, 0.1] };
        JsonElement json = Parse(new SampledSpectraJson(Box.Cube(1, -1, 1), 5, [[0.0], [0.5]], [small, Rotation]));
        Assert.Equal(2, json.GetProperty("spectralRadius").GetDouble());
        Assert.Equal("[0.5]", json.GetProperty("at").GetRawText());
        Assert.Equal("sampled", json.GetProperty("evidence").GetString());
        Assert.Equal(2, json.GetProperty("points").GetArrayLength());
        Assert.Equal("[0.5,2]", json.GetProperty("range").GetProperty("spectralRadius").GetRawText());
        Assert.Equal("[2,3]", json.GetProperty("range").GetProperty("norm2").GetRawText());
    }

    [Fact]
    public void Fixed_points_have_the_fields_scripts_rely_on()
    {
        JsonElement json = Parse(new FixedPointsJson(Search));
        Assert.Equal(
            ["points", "equilibria", "cycles", "continua", "unresolved", "complete", "interrupted", "evidence", "remarks", "theory", "box", "method", "period", "seed", "starts"],
            Fields(json));
        JsonElement certified = json.GetProperty("points")[0];
        Assert.Equal(["x", "eigenvalues", "eigenvalueRadii", "stability", "judged", "stabilityEvidence", "onKink", "remark", "enclosure", "residual", "evidence"], Fields(certified));
        Assert.Equal("[[0,1],[-1,0]]", certified.GetProperty("enclosure").GetRawText());
        Assert.Equal("certified", certified.GetProperty("evidence").GetString());
        Assert.Equal("attracting", certified.GetProperty("stability").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("points")[1].GetProperty("enclosure").ValueKind);
        JsonElement cycle = json.GetProperty("cycles")[0];
        Assert.Equal(["period", "points", "multipliers", "multiplierRadii", "stability", "judged", "stabilityEvidence", "onKink", "remark", "enclosures", "residual", "evidence"], Fields(cycle));
        Assert.Equal("[[0,0],[1,0]]", cycle.GetProperty("points").GetRawText());
        Assert.Equal("[[0.5,0.1],[0.5,-0.1]]", cycle.GetProperty("multipliers").GetRawText());
        Assert.Equal("[[-1,1],[-2,2]]", json.GetProperty("box").GetRawText());
        Assert.Equal(7, json.GetProperty("seed").GetInt32());
    }

    [Fact]
    public void A_theory_entry_has_the_fields_scripts_rely_on()
    {
        JsonElement json = Parse(new FixedPointsJson(Search)).GetProperty("theory")[0];
        Assert.Equal(["theorem", "source", "applies", "reason", "predicts", "observed", "agrees"], Fields(json));
        Assert.False(json.GetProperty("agrees").GetBoolean());
        JsonElement silent = Parse(new TheoryJson(new TheoryEntry("M1", "arXiv 2405.09351", false, "ReLU")));
        Assert.Equal(JsonValueKind.Null, silent.GetProperty("agrees").ValueKind);
    }

    [Fact]
    public void Numbers_that_are_not_finite_become_null_with_a_reason()
    {
        AffineMap map = new(Matrix.FromRows([[1]]), [double.NaN], AffineForm.Unshifted);
        JsonElement json = Parse(new AffineMapJson(map, [0]));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("b")[0].ValueKind);
        Assert.Contains("not a number", json.GetProperty("bReason").GetString());
        JsonElement spectrum = Parse(new SpectrumJson(Rotation with { Norm1 = double.PositiveInfinity }));
        Assert.Equal(JsonValueKind.Null, spectrum.GetProperty("norm1").ValueKind);
        Assert.Equal("positive infinity", spectrum.GetProperty("norm1Reason").GetString());
    }

    [Property]
    public bool Finite_doubles_survive_the_round_trip_bit_for_bit(double value)
    {
        if (!double.IsFinite(value))
        {
            return true;
        }

        AffineMap map = new(Matrix.FromRows([[value]]), [value / 3], AffineForm.Tangent);
        JsonElement json = Parse(new AffineMapJson(map, [value]));
        return BitConverter.DoubleToInt64Bits(json.GetProperty("A")[0][0].GetDouble()) == BitConverter.DoubleToInt64Bits(value)
            && json.GetProperty("b")[0].GetDouble().Equals(value / 3);
    }

    [Fact]
    public void Text_that_could_close_a_script_element_is_escaped()
    {
        string json = new TheoryJson(new TheoryEntry("</script><script>alert(1)</script>", "é λ", true, "\"\u0000\n")).ToJson();
        Assert.DoesNotContain("<", json);
        Assert.Contains("é λ", json);
        Assert.Equal("</script><script>alert(1)</script>", JsonDocument.Parse(json).RootElement.GetProperty("theorem").GetString());
    }

    [Fact]
    public void A_single_line_document_holds_the_same_values()
    {
        string line = new FixedPointsJson(Search).ToJson(indented: false);
        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(line).RootElement, Parse(new FixedPointsJson(Search))));
    }

    private static JsonElement Parse(IJsonResult result) => JsonDocument.Parse(result.ToJson()).RootElement;

    private static string[] Fields(JsonElement json) => [.. json.EnumerateObject().Select(field => field.Name)];
}
