using System.Text;
using TorchDynInspect.Reporting.Files;

namespace TorchDynInspect.Reporting.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atomic-file-").FullName;

    [Fact]
    public void A_file_is_replaced_as_a_whole_and_nothing_else_remains()
    {
        string path = Path.Combine(folder, "sub", "report.html");
        AtomicFile.Write(path, stream => stream.Write("old"u8));
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void While_it_is_written_readers_see_the_old_file()
    {
        string path = Path.Combine(folder, "report.json");
        File.WriteAllText(path, "old");
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes("half"));
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("half", File.ReadAllText(path));
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_no_litter()
    {
        string path = Path.Combine(folder, "report.json");
        File.WriteAllText(path, "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new IOException("disk full");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
