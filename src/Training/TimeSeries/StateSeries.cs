using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Training.TimeSeries;

/// <summary>Equally spaced observations of a state: T times, d named coordinates.</summary>
public sealed record StateSeries
{
    /// <summary>Creates a series.</summary>
    /// <param name="names">The d coordinate names.</param>
    /// <param name="times">The T times, equally spaced and increasing.</param>
    /// <param name="states">T × d states, one a row.</param>
    /// <exception cref="InvalidInputException">Sizes disagree, there are fewer than three times, or the times are not equally spaced.</exception>
    public StateSeries(ImmutableArray<string> names, ImmutableArray<double> times, Matrix states)
    {
        ArgumentNullException.ThrowIfNull(states);
        if (times.Length < 3 || states.Rows != times.Length || states.Columns != names.Length || names.IsEmpty)
        {
            throw new InvalidInputException(
                $"time series: {times.Length} times, {names.Length} names and {states.Rows}×{states.Columns} states, "
                    + "expected at least 3 times and matching sizes");
        }

        double step = (times[^1] - times[0]) / (times.Length - 1);
        for (int i = 1; i < times.Length; i++)
        {
            if (!(step > 0) || Math.Abs(times[i] - times[i - 1] - step) > 1e-6 * step)
            {
                throw new InvalidInputException(
                    $"time series: times {times[i - 1]} and {times[i]} are not one step of {step} apart, expected equal spacing");
            }
        }

        (Names, Times, States, Step) = (names, times, states, step);
    }

    /// <summary>The coordinate names.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The times.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>T × d states, one a row.</summary>
    public Matrix States { get; }

    /// <summary>The time between two rows, in the unit of <see cref="Times"/>.</summary>
    public double Step { get; }

    /// <summary>
    /// Reads comma-separated text: a header whose first column is the time, then one row a time; lines starting with # are comments.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing or not such a table; the message names file and line.</exception>
    public static StateSeries ReadCsv(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({e.Message.ReplaceLineEndings(" ")}), expected a CSV time series", e);
        }

        ImmutableArray<string> names = [];
        ImmutableArray<double>.Builder times = ImmutableArray.CreateBuilder<double>();
        List<double> values = [];
        for (int line = 0; line < lines.Length; line++)
        {
            if (string.IsNullOrWhiteSpace(lines[line]) || lines[line].StartsWith('#'))
            {
                continue;
            }

            string[] fields = lines[line].Split(',', StringSplitOptions.TrimEntries);
            if (names.IsEmpty)
            {
                names = [.. fields.Skip(1)];
                if (names.IsEmpty)
                {
                    throw new InvalidInputException($"{path}:{line + 1}: header has {fields.Length} column, expected a time and at least one coordinate");
                }

                continue;
            }

            if (fields.Length != names.Length + 1)
            {
                throw new InvalidInputException($"{path}:{line + 1}: has {fields.Length} fields, expected {names.Length + 1}");
            }

            times.Add(Number(path, line, fields[0]));
            values.AddRange(fields.Skip(1).Select(field => Number(path, line, field)));
        }

        return names.IsEmpty
            ? throw new InvalidInputException($"{path}: has no header, expected a CSV time series")
            : new StateSeries(names, times.ToImmutable(), new Matrix(times.Count, names.Length, values.ToArray()));
    }

    /// <summary>The same series with the natural logarithm of every state.</summary>
    /// <exception cref="InvalidInputException">A state is not positive.</exception>
    public StateSeries Logarithms()
    {
        double[] logs = new double[States.Values.Length];
        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = States.Values[i] > 0
                ? Math.Log(States.Values[i])
                : throw new InvalidInputException(
                    $"time series: {Names[i % Names.Length]} at {Times[i / Names.Length]} is {States.Values[i]}, expected a positive number");
        }

        return new StateSeries(Names, Times, new Matrix(States.Rows, States.Columns, logs));
    }

    private static double Number(string path, int line, string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new InvalidInputException($"{path}:{line + 1}: \"{field}\" is not a finite number");
}
