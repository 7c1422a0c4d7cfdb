using System.Text;
using System.Text.Json;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Training.Tests.Records;

public sealed class JsonLinesTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("training-tests").FullName;

    private string File1 => Path.Combine(directory, "run.jsonl");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Every_kind_of_record_is_read_back_as_it_was_written()
    {
        using (JsonLinesRecorder recorder = new(File1))
        {
            Array.ForEach(RecordSamples.EveryKind, recorder.Record);
        }

        JsonLinesHistory history = JsonLinesHistory.Read(File1);
        Assert.Equal(RecordSamples.EveryKind, history.Records);
        Assert.Equal((1, 0, 0L), (history.Runs, history.TornLines, history.LostLines));
    }

    [Fact]
    public void Every_line_is_one_json_document()
    {
        using (JsonLinesRecorder recorder = new(File1))
        {
            Array.ForEach(RecordSamples.EveryKind, recorder.Record);
        }

        string[] lines = File.ReadAllLines(File1);
        Assert.Equal(RecordSamples.EveryKind.Length + 1, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void A_record_is_in_the_file_as_soon_as_Record_returns()
    {
        using JsonLinesRecorder recorder = new(File1);
        for (int i = 1; i <= 3; i++)
        {
            recorder.Record(RecordSamples.Scalar(i));
            Assert.Equal(i, JsonLinesHistory.Read(File1).Records.Length);
        }
    }

    [Fact]
    public void Wherever_a_kill_cuts_the_file_all_complete_lines_are_read()
    {
        using (JsonLinesRecorder recorder = new(File1))
        {
            Array.ForEach(RecordSamples.EveryKind, recorder.Record);
        }

        byte[] whole = File.ReadAllBytes(File1);
        for (int cut = 0; cut <= whole.Length; cut++)
        {
            File.WriteAllBytes(File1, whole[..cut]);
            int complete = Math.Max(0, whole[..cut].Count(b => b == (byte)'\n') - 1);
            JsonLinesHistory history = JsonLinesHistory.Read(File1);
            Assert.Equal(RecordSamples.EveryKind[..complete], history.Records);
            Assert.Equal(cut == 0 || whole[cut - 1] == (byte)'\n' ? 0 : 1, history.TornLines);
        }
    }

    [Fact]
    public void A_run_that_appends_to_a_torn_file_loses_no_record_of_either_run()
    {
        using (JsonLinesRecorder recorder = new(File1))
        {
            Array.ForEach(RecordSamples.EveryKind, recorder.Record);
        }

        byte[] whole = File.ReadAllBytes(File1);
        File.WriteAllBytes(File1, whole[..^10]);
        using (JsonLinesRecorder recorder = new(File1))
        {
            recorder.Record(RecordSamples.Scalar(99));
        }

        JsonLinesHistory history = JsonLinesHistory.Read(File1);
        InspectionRecord[] expected = [.. RecordSamples.EveryKind[..^1], RecordSamples.Scalar(99)];
        Assert.Equal(expected, history.Records);
        Assert.Equal((2, 1), (history.Runs, history.TornLines));
    }

    [Fact]
    public void Overwriting_starts_an_empty_file()
    {
        using (JsonLinesRecorder recorder = new(File1))
        {
            recorder.Record(RecordSamples.Scalar(1));
        }

        using (JsonLinesRecorder recorder = new(File1, new JsonLinesOptions { Overwrite = true }))
        {
            recorder.Record(RecordSamples.Scalar(2));
        }

        Assert.Equal(RecordSamples.Scalar(2), Assert.Single(JsonLinesHistory.Read(File1).Records));
    }

    [Fact]
    public void A_file_in_a_missing_directory_is_refused_at_once_in_one_line()
    {
        string path = Path.Combine(directory, "missing", "run.jsonl");
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => new JsonLinesRecorder(path));
        Assert.Equal($"records file {path}: its directory does not exist, expected an existing directory", e.Message);
    }

    [Fact]
    public void A_directory_is_refused_in_one_line()
    {
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => new JsonLinesRecorder(directory));
        Assert.StartsWith($"records file {directory}: cannot be opened for writing", e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Two_recorders_do_not_write_one_file_at_a_time()
    {
        using JsonLinesRecorder first = new(File1);
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => new JsonLinesRecorder(File1));
        Assert.Equal($"records file {File1}: is being written by another recorder", e.Message);
    }

    [Fact]
    public void A_recorder_that_is_closed_leaves_nothing_but_the_file()
    {
        new JsonLinesRecorder(File1).Dispose();
        Assert.Equal([File1], Directory.GetFiles(directory));
    }

    [Fact]
    public void A_line_that_is_no_record_is_named_by_its_number()
    {
        File.WriteAllText(File1, Encoding.UTF8.GetString(RecordJson.Header()) + "{\"inspector\":\"x\"}\n" + "{}\n");
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => JsonLinesHistory.Read(File1));
        Assert.Contains("line 2 is not a record", e.Message);
    }

    [Fact]
    public void A_missing_file_is_refused_in_one_line()
    {
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => JsonLinesHistory.Read(File1));
        Assert.StartsWith($"records file {File1}: cannot be read", e.Message);
    }
}
