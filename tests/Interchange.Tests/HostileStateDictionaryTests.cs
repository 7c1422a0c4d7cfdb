using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange.Tests;

public sealed class HostileStateDictionaryTests : IDisposable
{
    private static readonly byte[] Max = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<byte[], string> Faults => new()
    {
        { [], "is empty, expected a TorchSharp state dictionary" },
        { [0x80], "header, byte 1: the file ends within the number of entries; it is truncated or no TorchSharp state dictionary" },
        { [1], "header, byte 1: announces 1 entries, but 0 bytes follow (at most 1048576 entries); expected a TorchSharp state dictionary" },
        { [.. Max, 0], "header, byte 9: announces 9223372036854775807 entries, but 1 bytes follow (at most 1048576 entries); expected a TorchSharp state dictionary" },
        { [.. Max[..8], 0xFF, 0xFF, 1], "header, byte 9: the number of entries is longer than 9 bytes, expected a LEB128 number below 2^63" },
        { [1, 0, 6, 1, 1, 0, 0, 0, 0], "entry 0, byte 2: a name of 0 bytes with 7 bytes left, expected 1 to 4096" },
        { [1, 9, .. "abcdef"u8], "entry 0, byte 2: a name of 9 bytes with 6 bytes left, expected 1 to 4096" },
        { [1, .. Max, .. "abcdef"u8], "entry 0, byte 10: a name of 9223372036854775807 bytes with 6 bytes left, expected 1 to 4096" },
        { [1, 2, 0xC3, 0x28, 6, 0, 0, 0, 0, 0], "entry 0, byte 2: its name is not UTF-8 text" },
        { [1, 1, .. "a"u8, 9, 0, 0, 0, 0, 0], "entry \"a\", byte 4: has element type 9, expected 6 (float32) or another real type of torch" },
        { [1, 1, .. "a"u8, 6, 65, 0, 0, 0, 0], "entry \"a\", byte 5: has 65 dimensions, expected at most 64" },
        { [1, 1, .. "a"u8, 6, 1, .. Max], "entry \"a\", byte 14: has size 9223372036854775807 along dimension 0, expected at most 2147483647" },
        {
            [1, 1, .. "a"u8, 6, 2, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0xFF, 0xFF, 0xFF, 0xFF, 7, 1, 2],
            "entry \"a\", byte 15: has shape 2147483647×2147483647 of 4-byte elements, but 2 bytes are left; the file is truncated or damaged"
        },
        { [1, 1, .. "a"u8, 6, 1, 2, 0, 0, 0, 0, 0, 0, 0], "entry \"a\", byte 6: has shape 2 of 4-byte elements, but 7 bytes are left; the file is truncated or damaged" },
        { [1, 1, .. "a"u8, 7, 0, 0, 0], "entry \"a\", byte 5: needs 8 bytes for a scalar, but 2 are left; the file is truncated or damaged" },
        { [1, 1, .. "a"u8, 4, 1, 1, 0, 0, 0], "entry \"a\", byte 6: has shape 1 of 8-byte elements, but 3 bytes are left; the file is truncated or damaged" },
        { [2, 1, .. "a"u8, 0, 0, 5, 1, .. "a"u8, 0, 0, 5], "entry \"a\", byte 8: is given twice, expected once" },
        { [1, 1, .. "a"u8, 0, 0, 5, 7, 7], "end, byte 6: 2 bytes follow the last of 1 entries, expected the end of the file" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_damaged_file_is_refused_by_entry_and_byte(byte[] bytes, string fault) =>
        Assert.Equal(fault, folder.FaultOf(folder.Write("net.dat", bytes), "1-1"));

    [Fact]
    public void Every_truncation_of_a_good_file_is_refused()
    {
        byte[] good = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "reference", "mlp-float32.dat"));
        for (int length = 0; length < good.Length; length++)
        {
            string path = folder.Write("net.dat", good[..length]);
            Assert.NotEmpty(folder.FaultOf(path, "2-6-6-2:tanh"));
        }
    }

    [Theory]
    [InlineData("mlp-float32.dat", "2-6-6-2:tanh")]
    [InlineData("batch-norm.dat", null)]
    [InlineData("networks/tanh-recurrent-6.json", null)]
    public void A_mutated_file_is_read_or_refused_in_one_line_and_nothing_else(string file, string? architecture)
    {
        string folderOfFile = file.Contains('/', StringComparison.Ordinal) ? string.Empty : "reference";
        byte[] good = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, folderOfFile, file));
        Random random = new(7);
        for (int trial = 0; trial < 1500; trial++)
        {
            byte[] bytes = (byte[])good.Clone();
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                int at = random.Next(random.Next(2) == 0 ? Math.Min(64, bytes.Length) : bytes.Length);
                bytes[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)(bytes[at] ^ (1 << random.Next(8))), _ => bytes[random.Next(bytes.Length)] };
            }

            if (random.Next(3) == 0)
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }

            string path = folder.Write("net" + Path.GetExtension(file), bytes);
            try
            {
                NetworkFile.Read(path, architecture);
            }
            catch (InvalidInputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                Assert.True(e.Message.Length < path.Length + 600, e.Message);
            }
        }
    }

    [Fact]
    public void Counts_that_promise_gigabytes_allocate_almost_nothing()
    {
        byte[][] hostile =
        [
            [.. Max, 0, 0, 0, 0, 0, 0],
            [0xFF, 0xFF, 0x3F, 1, .. "a"u8, 6, 1, 0, 0],
            [1, 0xFF, 0xFF, 0xFF, 7, .. "abcd"u8],
            [1, 1, .. "a"u8, 7, 1, 0x80, 0x80, 0x80, 0x80, 4, 0, 0, 0, 0],
            [1, 1, .. "a"u8, 7, 64, .. Enumerable.Repeat((byte)2, 64), 0, 0],
        ];
        foreach (byte[] bytes in hostile)
        {
            string path = folder.Write("net.dat", bytes);
            folder.FaultOf(path, "1-1");
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<InvalidInputException>(() => NetworkFile.Read(path, "1-1"));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 18);
        }
    }
}
