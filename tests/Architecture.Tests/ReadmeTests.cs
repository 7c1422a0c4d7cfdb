using System.Text.RegularExpressions;

namespace TorchDynInspect.Architecture.Tests;

/// <summary>README code is the code of a sample that tests/Samples.Tests runs, to the letter.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Code_in_the_readme_is_the_sample_it_names()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        MatchCollection blocks = NamedCode().Matches(readme);
        Assert.Equal(CodeFence().Count(readme), blocks.Count);
        Assert.NotEmpty(blocks);
        foreach (Match block in blocks)
        {
            string sample = File.ReadAllText(Path.Combine(Repository.Root, block.Groups["file"].Value));
            Assert.Equal(sample.Trim(), block.Groups["code"].Value.Trim());
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("benchmarks/README.md")]
    public void Links_lead_somewhere(string document)
    {
        string path = Path.Combine(Repository.Root, document);
        foreach (Match link in Link().Matches(File.ReadAllText(path)))
        {
            string target = link.Groups["target"].Value;
            if (!target.Contains("://", StringComparison.Ordinal))
            {
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)), $"{document} links to {target}, which does not exist");
            }
        }
    }

    [GeneratedRegex("<!-- code: (?<file>[^ ]+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex NamedCode();

    [GeneratedRegex("^```csharp$", RegexOptions.Multiline)]
    private static partial Regex CodeFence();

    [GeneratedRegex(@"\]\((?<target>[^)#]+)\)")]
    private static partial Regex Link();
}
