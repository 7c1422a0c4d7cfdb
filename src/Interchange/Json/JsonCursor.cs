using System.Text;
using System.Text.Json;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange.Json;

/// <summary>
/// Reads JSON tokens from a stream through one buffer of 64 KiB, so that memory follows the numbers kept and not the size of the text.
/// Nesting is limited to <see cref="DeepestNesting"/>, a single token to <see cref="LongestToken"/> bytes.
/// </summary>
internal ref struct JsonCursor
{
    public const int DeepestNesting = 128;
    public const int LongestToken = 1 << 20;
    public const int LongestName = 60;

    private readonly Stream stream;
    private readonly string file;
    private byte[] buffer = new byte[1 << 16];
    private int length;
    private bool final;
    private Utf8JsonReader reader;

    public JsonCursor(Stream stream, string file)
    {
        this.stream = stream;
        this.file = file;
        length = InputFile.Read(stream, buffer, file);
        final = length < buffer.Length;
        int start = length >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF ? 3 : 0;
        if (buffer.AsSpan(start, length - start).TrimStart(" \t\r\n"u8).IsEmpty && final)
        {
            throw InputFault.In(file, "is empty, expected a network in JSON");
        }

        buffer.AsSpan(start, length - start).CopyTo(buffer);
        length -= start;
        JsonReaderState state = new(new JsonReaderOptions { MaxDepth = DeepestNesting });
        reader = new Utf8JsonReader(buffer.AsSpan(0, length), final, state);
    }

    /// <summary>How many layers were begun so far.</summary>
    public int Layers { get; set; }

    /// <summary>Where the cursor stands.</summary>
    public JsonPlace Place { get; } = new();

    public readonly JsonTokenType Token => reader.TokenType;

    /// <summary>Moves to the next token, which must exist.</summary>
    public void Next()
    {
        if (!TryNext())
        {
            throw Fault("the text ends here, expected more JSON");
        }
    }

    /// <summary>Rejects anything but white space after the document.</summary>
    public void End()
    {
        if (TryNext())
        {
            throw Fault("text follows after the end of the document");
        }
    }

    public InvalidInputException Fault(string what) => InputFault.In(file, Place.ToString(), what);

    public InvalidInputException Unexpected(string expected) => Fault($"is {Describe()}, expected {expected}");

    public string String(string expected) => Token == JsonTokenType.String ? Text() : throw Unexpected(expected);

    /// <summary>A word that names something; long text is refused here, before it ends in another fault's line.</summary>
    public string Name(string expected) => String(expected) is { Length: <= LongestName } name ? name : throw Unexpected(expected);

    public string PropertyName() => Text();

    /// <summary>The current number; a fault unless it is finite as a double.</summary>
    public double Number(string expected = "a finite number")
    {
        if (Token != JsonTokenType.Number)
        {
            throw Unexpected(expected);
        }

        return reader.TryGetDouble(out double value) && double.IsFinite(value)
            ? value
            : throw Unexpected($"{expected} in double precision");
    }

    private bool TryNext()
    {
        try
        {
            while (!reader.Read())
            {
                if (final)
                {
                    return false;
                }

                Refill();
            }

            return true;
        }
        catch (JsonException e)
        {
            int stopped = (int)reader.BytesConsumed;
            throw JsonSyntaxFault.Of(e, buffer.AsSpan(stopped, length - stopped), Place, file);
        }
    }

    private void Refill()
    {
        int consumed = (int)reader.BytesConsumed;
        JsonReaderState state = reader.CurrentState;
        int rest = length - consumed;
        if (rest >= LongestToken)
        {
            throw Fault($"holds a single token longer than {LongestToken} bytes");
        }

        byte[] next = rest > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        buffer.AsSpan(consumed, rest).CopyTo(next);
        buffer = next;
        int read = InputFile.Read(stream, buffer.AsSpan(rest), file);
        length = rest + read;
        final = length < buffer.Length;
        reader = new Utf8JsonReader(buffer.AsSpan(0, length), final, state);
    }

    private string Text()
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("holds bytes that are not UTF-8 text");
        }
    }

    private string Describe() => Token switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.String => $"the string {InputFault.Quote(Text())}",
        JsonTokenType.Number => $"the number {Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 40)])}",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.EndArray => "the end of an array",
        _ => "the end of an object",
    };
}
