using System.Diagnostics;

using TorchDynInspect.Tests.Shared;

namespace TorchDynInspect.Training.Tests.Records;

public class FullDiskTests
{
    [DeviceFullFact]
    public void A_device_without_space_gives_an_io_fault_and_keeps_the_records_waiting()
    {
        using JsonLinesRecorder recorder = new("/dev/full");
        Assert.Throws<IOException>(() => recorder.Record(RecordSamples.Scalar(1)));
        Assert.Throws<IOException>(() => recorder.Record(RecordSamples.Scalar(2)));
        Assert.Equal(3, recorder.Waiting); // the header and two records
    }

    // A file size limit would raise SIGXFSZ, so a real file system is filled; mounting one takes root.
    [SmallDiskFact]
    public void When_space_comes_back_every_waiting_record_is_written_in_order()
    {
        string directory = Directory.CreateTempSubdirectory("training-tests").FullName;
        Assert.True(SmallDiskFactAttribute.Mount(directory));

        try
        {
            string path = Path.Combine(directory, "run.jsonl");
            string ballast = Path.Combine(directory, "ballast");
            using (JsonLinesRecorder recorder = new(path))
            {
                recorder.Record(RecordSamples.Scalar(0));
                Fill(ballast);
                int faults = 0;
                for (int i = 1; i < 100; i++)
                {
                    try
                    {
                        recorder.Record(RecordSamples.Scalar(i));
                    }
                    catch (IOException)
                    {
                        faults++;
                    }
                }

                Assert.InRange(faults, 50, 99);
                File.Delete(ballast);
                recorder.Record(RecordSamples.Scalar(100));
                Assert.Equal(0, recorder.Waiting);
            }

            JsonLinesHistory history = JsonLinesHistory.Read(path);
            Assert.Equal(Enumerable.Range(0, 101).Select(i => RecordSamples.Scalar(i)), history.Records);
            Assert.Equal((0, 0L), (history.TornLines, history.LostLines));
        }
        finally
        {
            Assert.True(SmallDiskFactAttribute.Unmount(directory));
            Directory.Delete(directory);
        }
    }

    [DeviceFullFact]
    public void Records_beyond_the_memory_limit_are_dropped_oldest_first_and_counted()
    {
        int line = RecordJson.Write(RecordSamples.Scalar(1)).Length;
        using JsonLinesRecorder recorder = new("/dev/full", new JsonLinesOptions { MaxWaitingBytes = 3 * line });
        for (int i = 0; i < 9; i++)
        {
            Assert.Throws<IOException>(() => recorder.Record(RecordSamples.Scalar(1)));
        }

        Assert.Equal(3, recorder.Waiting);
    }

    private static void Fill(string path)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        try
        {
            while (true)
            {
                stream.Write(new byte[512]);
            }
        }
        catch (IOException)
        {
            // The disk is full now.
        }
    }
}
