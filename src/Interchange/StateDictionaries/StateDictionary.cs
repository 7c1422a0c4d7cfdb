using System.Collections.Immutable;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange.StateDictionaries;

/// <summary>
/// Named tensors in the order of the file, as TorchSharp's <c>Module.save</c> writes them (extension .dat). The format, little-endian
/// throughout:
/// the number of entries as unsigned LEB128; then for each its name (length in bytes as LEB128, UTF-8), element type, number of dimensions
/// and sizes as
/// LEB128, and the elements row after row. Facts from TorchSharp's article "Saving and Restoring Model Weights and Buffers" and its Python
/// exporter.
/// </summary>
public sealed class StateDictionary
{
    /// <summary>Creates a dictionary.</summary>
    /// <param name="entries">The tensors, in order.</param>
    /// <exception cref="InvalidInputException">A name occurs twice.</exception>
    public StateDictionary(IEnumerable<StateTensor> entries)
    {
        Entries = [.. entries];
        if (Entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new InvalidInputException($"entry {InputFault.Quote(twice.Key)}: is given twice, expected once");
        }
    }

    /// <summary>The tensors, in order.</summary>
    public ImmutableArray<StateTensor> Entries { get; }

    /// <summary>Reads a TorchSharp .dat file. Memory is bounded by the size of the file, whatever the counts in it claim.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">One line: file, entry, byte offset, what is wrong and what was expected.</exception>
    public static StateDictionary Read(string path)
    {
        using FileStream stream = InputFile.Open(path);
        return Read(stream, path);
    }

    internal static StateDictionary Read(FileStream stream, string path)
    {
        using BufferedStream buffered = new(stream, 1 << 16);
        return new DatReader(new DatBytes(buffered, path)).Read();
    }

    /// <summary>Writes a TorchSharp .dat file.</summary>
    /// <param name="path">The file; replaced only when the new one is complete.</param>
    /// <exception cref="InvalidInputException">The file cannot be written, or an entry has no values.</exception>
    public void Write(string path) => InputFile.Replace(path, stream => DatWriter.Write(stream, this));
}
