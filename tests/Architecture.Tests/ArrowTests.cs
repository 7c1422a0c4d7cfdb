namespace TorchDynInspect.Architecture.Tests;

/// <summary>Holds the arrows between projects as ARCHITECTURE.md draws them.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Dynamics"] = [],
        ["Interchange"] = ["Dynamics"],
        ["Reporting"] = ["Dynamics"],
        ["Models"] = [],
        ["Inspectors"] = ["Dynamics", "Models"],
        ["Training"] = ["Dynamics", "Models", "Inspectors"],
        ["MachineLearning"] = ["Dynamics", "Models", "Inspectors", "Training"],
        ["Cli"] = ["Dynamics", "Interchange", "Reporting", "Models", "Inspectors", "Training"],
    };

    private static readonly string[] KnowTorchSharp = ["Models", "Inspectors", "Training", "MachineLearning"];

    public static TheoryData<string> Projects => [.. Repository.SourceProjects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_design_allows(string project)
    {
        Assert.True(Allowed.ContainsKey(project), $"src/{project} is not in ARCHITECTURE.md's layout");
        Assert.Empty(Repository.ReferencesOf(project).Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_the_torch_side_mentions_TorchSharp(string project)
    {
        if (KnowTorchSharp.Contains(project))
        {
            return;
        }

        Assert.DoesNotContain("<UsesTorchSharp>true", File.ReadAllText(Repository.ProjectFile(project)), StringComparison.Ordinal);
        foreach (string file in Repository.SourceFiles($"src/{project}"))
        {
            Assert.DoesNotContain("using TorchSharp", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_library_brings_the_native_torch(string project)
    {
        string text = File.ReadAllText(Repository.ProjectFile(project));
        Assert.DoesNotContain("TorchSharp-cpu", text, StringComparison.Ordinal);
        Assert.True(
            project == "Cli" || !text.Contains("<BringsTorchRuntime>true", StringComparison.Ordinal),
            $"src/{project} is a library; only programs bring the native library");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_source_project_has_its_test_project_in_the_solution(string project)
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "TorchDynInspect.sln")).Replace('\\', '/');
        Assert.Contains($"src/{project}/{project}.csproj", solution, StringComparison.Ordinal);
        Assert.Contains($"tests/{project}.Tests/{project}.Tests.csproj", solution, StringComparison.Ordinal);
    }
}
