using System.Text;
using TorchSharp.Serialization;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// The state: every parameter, then every persistent buffer, under dotted names. The tensors are the module's own, not copies.
            /// </summary>
            /// <param name="destination">Where to add the entries; a new dictionary without it. Names present already stay.</param>
            /// <param name="prefix">What to put, followed by a dot, before each name.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Key(string own) => string.IsNullOrEmpty(prefix) ? own : $"{prefix}.{own}";
                foreach (var (own, parameter) in named_parameters())
                    destination.TryAdd(Key(own), parameter);
                foreach (var (own, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Key(own), buffer);
                // What two sub-modules share was listed once above; each of them still has it under its own name.
                foreach (var (childName, child) in named_children())
                    child.state_dict(destination, Key(childName));
                return destination;
            }

            /// <summary>Copies the values of <paramref name="source"/> into this module's parameters and persistent buffers.</summary>
            /// <param name="source">Values by dotted name.</param>
            /// <param name="strict">Whether the names must be exactly those of <see cref="state_dict"/>.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>The names this module has and the source lacks, and those the source has and this module lacks.</returns>
            /// <exception cref="InvalidOperationException">Strict, and the names differ.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                var skipped = skip is null ? [] : new HashSet<string>(skip);
                var own = state_dict();
                var missing = own.Keys.Where(key => !source.ContainsKey(key) && !skipped.Contains(key)).ToList();
                var unexpected = source.Keys.Where(key => !own.ContainsKey(key) && !skipped.Contains(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The state does not fit the module: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}].");
                }
                using var off = no_grad();
                foreach (var (key, value) in source)
                {
                    if (!skipped.Contains(key) && own.TryGetValue(key, out var target))
                        target.copy_(value);
                }
                return (missing, unexpected);
            }

            /// <summary>Writes the state to a file. See <see cref="save_state_dict"/> for the format.</summary>
            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Writes the state to a stream and closes it, as TorchSharp does.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Writes the state.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes a state dictionary in TorchSharp's <c>.dat</c> format.</summary>
            /// <remarks>
            /// <para>The file is one list of entries without header, padding or checksum; integers are unsigned LEB128 (seven bits a byte,
            /// the lowest first, the top bit set on all but the last byte):</para>
            /// <para>file = count, entry × count</para>
            /// <para>entry = name length in UTF-8 bytes, name, element type, number of dimensions, length of each dimension, data</para>
            /// <para>Element types are the numbers of <see cref="ScalarType"/> (6 is float32, 7 is float64, 4 is int64). The data are the
            /// elements in row-major order, each little-endian, complex numbers as real and imaginary part. Entries come in the order of
            /// the dictionary, for a module all parameters before all buffers.</para>
            /// </remarks>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(writer);
                ArgumentNullException.ThrowIfNull(sd);
                var entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                DatFormat.WriteNumber(writer, entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    DatFormat.WriteTensor(writer, tensor);
                }
            }

            /// <summary>Reads the state from a file.</summary>
            /// <inheritdoc cref="load(BinaryReader, bool, IList{string}?, Dictionary{string, bool}?)"/>
            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                    throw new FileNotFoundException($"{location}: no such file.", location);
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Reads the state from a stream and closes it, as TorchSharp does.</summary>
            /// <inheritdoc cref="load(BinaryReader, bool, IList{string}?, Dictionary{string, bool}?)"/>
            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, Encoding.UTF8);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads the state. The module changes only after the whole of it was read and found to fit.</summary>
            /// <param name="reader">The source, in the format of <see cref="save_state_dict"/>.</param>
            /// <param name="strict">Whether the entries must be exactly those of <see cref="state_dict"/>.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Receives every name found, and whether the module has it.</param>
            /// <exception cref="ArgumentException">Names, element types or shapes do not fit the module.</exception>
            /// <exception cref="InvalidDataException">What is read is no such file.</exception>
            /// <exception cref="EndOfStreamException">The file ends too early.</exception>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                ArgumentNullException.ThrowIfNull(reader);
                var own = state_dict();
                var count = DatFormat.ReadCount(reader, "number of entries");
                if (strict && count != own.Count)
                    throw new ArgumentException($"Mismatched state: the module has {own.Count} entries, the file has {count}.");
                var read = new List<(Tensor target, Tensor value)>();
                try
                {
                    for (var i = 0L; i < count; i++)
                    {
                        var key = DatFormat.ReadName(reader, i);
                        var found = own.TryGetValue(key, out var target);
                        if (!found && strict)
                            throw new ArgumentException($"Mismatched state: the module has no parameter or buffer named '{key}'.");
                        if (found && !(skip?.Contains(key) ?? false))
                            read.Add((target!, DatFormat.ReadTensor(reader, key, target)));
                        else
                            DatFormat.SkipTensor(reader, key);
                        loadedParameters?.Add(key, found);
                    }
                    using var off = no_grad();
                    foreach (var (target, value) in read)
                        target.copy_(value);
                }
                finally
                {
                    foreach (var (_, value) in read)
                        value.Dispose();
                }
                return this;
            }

            /// <summary>A new module of the given type with the state of a file.</summary>
            public static Module Create<T>(string path)
                where T : Module, new() => new T().load(path);
        }
    }
}
