namespace TorchDynInspect.Cli.Tests;

public sealed class OutputTests : IDisposable
{
    private readonly Models models = new();

    public void Dispose() => models.Dispose();

    public static TheoryData<string> Verbs => ["info", "affine", "spectrum", "fixed-points", "stability"];

    private string[] Call(string verb) => verb switch
    {
        "affine" or "spectrum" => [verb, models.TwoByTwo("tanh"), "--at", "0.7,-0.4"],
        "fixed-points" => [verb, models.TwoByTwo("tanh"), "--box", "-3,3", "--period", "2"],
        "stability" => [verb, models.TwoByTwo("relu"), "--box", "-3,3", "--attraction", "3", "--graph", "1"],
        _ => [verb, models.TwoByTwo("tanh")],
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_explains_itself(string verb)
    {
        ToolRun run = ToolRun.Of(verb, "--help");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("MODEL", run.Out, StringComparison.Ordinal);
        Assert.Contains("--json", run.Out, StringComparison.Ordinal);
        Assert.Contains(verb, ToolRun.Of("--help").Out, StringComparison.Ordinal);
        Assert.Equal(ToolRun.Of("--help"), ToolRun.Of());
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Redirected_output_is_plain_text(string verb)
    {
        ToolRun run = ToolRun.Of(Call(verb));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_narrow_terminal_gets_no_longer_lines(string verb)
    {
        ToolRun run = ToolRun.At(60, default, Call(verb));
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
    }

    [Theory]
    [InlineData("affine")]
    [InlineData("spectrum")]
    [InlineData("fixed-points")]
    [InlineData("stability")]
    public void Numbers_for_people_carry_their_evidence(string verb) => Assert.Contains("evidence", ToolRun.Of(Call(verb)).Out, StringComparison.Ordinal);

    [Fact]
    public void Stability_names_its_convention() =>
        Assert.Contains("as a map x ↦ f(x): attracting when all |λ| < 1", ToolRun.Of(Call("fixed-points")).Out, StringComparison.Ordinal);

    [Fact]
    public void A_wide_map_is_cut_to_the_terminal_and_says_so()
    {
        string row = "[" + string.Join(',', Enumerable.Range(0, 40)) + "]";
        string model = models.Network(40, $$"""{"type":"affine","weight":[{{row}}]}""");
        ToolRun run = ToolRun.At(80, default, "affine", model, "--at", string.Join(',', Enumerable.Repeat("1", 40)));
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("A has 1 rows and 40 columns", run.Out, StringComparison.Ordinal);
    }
}
