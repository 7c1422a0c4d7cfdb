using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace TorchDynInspect.Architecture.Tests;

/// <summary>The checkout this test was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IEnumerable<string> SourceProjects => Directory
        .EnumerateDirectories(Path.Combine(Root, "src"))
        .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
        .Select(folder => Path.GetFileName(folder)!)
        .Order(StringComparer.Ordinal);

    public static string ProjectFile(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.csproj").Single();

    /// <summary>Names of the src projects that <paramref name="project"/> references directly.</summary>
    public static IEnumerable<string> ReferencesOf(string project) => XDocument.Load(ProjectFile(project))
        .Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    public static IEnumerable<string> SourceFiles(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string FindRoot(string from)
    {
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TorchDynInspect.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no TorchDynInspect.sln above {from}");
    }
}
