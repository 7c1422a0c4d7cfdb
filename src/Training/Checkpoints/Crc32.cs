namespace TorchDynInspect.Training;

/// <summary>The checksum of ZIP archives: CRC-32 with the polynomial 0xEDB88320, reflected (ISO 3309).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Shift((uint)i, 8))];

    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in data)
        {
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint Shift(uint value, int bits)
    {
        for (int i = 0; i < bits; i++)
        {
            value = (value >> 1) ^ (0xEDB88320 & (0u - (value & 1)));
        }

        return value;
    }
}
