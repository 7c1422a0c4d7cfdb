using System.Text.RegularExpressions;

namespace TorchDynInspect.Architecture.Tests;

/// <summary>Conventions of CONTRIBUTING.md that a machine can hold.</summary>
public sealed partial class ConventionTests
{
    [Fact]
    public void A_source_file_declares_one_public_type()
    {
        foreach (string file in Repository.SourceProjects.SelectMany(project => Repository.SourceFiles($"src/{project}")))
        {
            int types = PublicTopLevelType().Count(File.ReadAllText(file));
            Assert.True(types <= 1, $"{Path.GetRelativePath(Repository.Root, file)} declares {types} public types");
        }
    }

    [Fact]
    public void Nothing_is_called_utils_or_helper()
    {
        foreach (string file in Repository.SourceProjects.SelectMany(project => Repository.SourceFiles($"src/{project}")))
        {
            Assert.DoesNotMatch("(Utils|Utilities|Helpers?|Manager)\\.cs$", file);
        }
    }

    [Fact]
    public void No_static_field_of_the_managed_sources_is_mutable()
    {
        foreach (string file in Repository.SourceProjects.SelectMany(project => Repository.SourceFiles($"src/{project}")))
        {
            Match match = MutableStaticField().Match(File.ReadAllText(file));
            Assert.False(match.Success, $"{Path.GetRelativePath(Repository.Root, file)}: {match.Value.Trim()}");
        }
    }

    [GeneratedRegex(@"^public [\w ]*\b(class|record|struct|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex PublicTopLevelType();

    // static, a type, a name, then "=" or ";": a field. Properties have braces or "=>", methods have parentheses.
    [GeneratedRegex(@"^\s+(?:public|private|internal|protected)(?: new| volatile)* static (?!readonly|partial|extern|explicit|implicit|class|record|event|async|unsafe|ref|override|abstract|virtual)(?:volatile )?[\w<>\[\],.?]+ (?!operator\b)\w+ ?(?:=(?!>)|;)", RegexOptions.Multiline)]
    private static partial Regex MutableStaticField();
}
