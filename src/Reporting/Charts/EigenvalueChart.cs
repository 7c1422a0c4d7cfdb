using System.Collections.Immutable;
using System.Numerics;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Reporting.Figures;
using TorchDynInspect.Reporting.Text;

namespace TorchDynInspect.Reporting.Charts;

/// <summary>Eigenvalues in the complex plane against the unit circle: discs inside, triangles outside.</summary>
public static class EigenvalueChart
{
    /// <summary>Draws one set of eigenvalues.</summary>
    /// <param name="eigenvalues">The eigenvalues.</param>
    /// <param name="title">What is shown.</param>
    public static Figure Of(IEnumerable<Complex> eigenvalues, string title = "Eigenvalues against the unit circle")
    {
        ImmutableArray<Complex> values = [.. eigenvalues];
        return Plane(title, values, Describe(values)) with { Marks = [.. Background(), .. Points(values, string.Empty)] };
    }

    /// <summary>
    /// Draws eigenvalues over a training run: a slider moves through the epochs; pale dots show where they have been; without a script
    /// the last epoch shows.
    /// </summary>
    /// <param name="epochs">The epochs at which they were recorded.</param>
    /// <param name="eigenvalues">One set an epoch; sets may differ in size and may be empty.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="frames">How many epochs the slider keeps at most, evenly chosen, the first and the last among them.</param>
    /// <exception cref="InvalidInputException">The lists differ in length.</exception>
    public static Figure OverTraining(
        double[] epochs, IReadOnlyList<Complex[]> eigenvalues, string title = "Eigenvalues over training", int frames = 120)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ArgumentNullException.ThrowIfNull(eigenvalues);
        if (epochs.Length != eigenvalues.Count)
        {
            throw new InvalidInputException(
                $"eigenvalues over training: {eigenvalues.Count} sets for {epochs.Length} epochs, expected one an epoch");
        }

        int[] kept = Choose(epochs.Length, Math.Max(2, frames));
        ImmutableArray<Complex> all = [.. kept.SelectMany(i => eigenvalues[i])];
        ImmutableArray<Complex> last = epochs.Length == 0 ? [] : [.. eigenvalues[^1]];
        string when = epochs.Length == 0 ? string.Empty : $"At epoch {NumberText.Compact(epochs[^1])}: ";
        return Plane(title, all, when + Describe(last)) with
        {
            Marks =
            [
                .. Background(),
                new PointsMark([.. all.Select(z => z.Real)], [.. all.Select(z => z.Imaginary)])
                {
                    Name = "all epochs",
                    Tone = Tone.Muted,
                    Faint = true,
                    Radius = 1.6,
                },
            ],
            Frames = [.. kept.Select(i => Frame(epochs[i], eigenvalues[i]))],
        };
    }

    private static Frame Frame(double epoch, Complex[] eigenvalues)
    {
        string label = $"epoch {NumberText.Compact(epoch)}";
        return new Frame(label, [.. Points([.. eigenvalues], "\n" + label)]);
    }

    private static Figure Plane(string title, ImmutableArray<Complex> values, string description)
    {
        double reach = 1.12 * values.Select(Complex.Abs).Where(modulus => Axis.CanDraw(modulus, AxisScale.Linear)).Append(1.05).Max();
        double[] moduli = [.. values.Select(Complex.Abs)];
        return new Figure
        {
            Title = title,
            Description = description,
            X = new Axis("Re λ", -reach, reach),
            Y = new Axis("Im λ", -reach, reach),
            EqualAspect = true,
            Evidence = EvidenceLevel.Numerical,
            Notes = [.. new[] { Undrawable.Note("eigenvalues", moduli, AxisScale.Linear) }.OfType<string>()],
        };
    }

    private static IEnumerable<Mark> Background() =>
    [
        new RuleMark(0) { Tone = Tone.Muted, Dashed = false },
        new RuleMark(0, Vertical: true) { Tone = Tone.Muted, Dashed = false },
        new CircleMark(0, 0, 1) { Name = "unit circle", Tone = Tone.Ink },
    ];

    private static IEnumerable<Mark> Points(ImmutableArray<Complex> values, string suffix)
    {
        Complex[] inside = [.. values.Where(z => Complex.Abs(z) < 1)];
        Complex[] outside = [.. values.Where(z => Complex.Abs(z) >= 1)];
        if (inside.Length > 0)
        {
            yield return Points(inside, "|λ| < 1", Tone.Blue, Glyph.Disc, suffix);
        }

        if (outside.Length > 0)
        {
            yield return Points(outside, "|λ| ≥ 1", Tone.Vermillion, Glyph.Triangle, suffix);
        }
    }

    private static PointsMark Points(Complex[] values, string name, Tone tone, Glyph glyph, string suffix) =>
        new([.. values.Select(z => z.Real)], [.. values.Select(z => z.Imaginary)])
        {
            Name = name,
            Tone = tone,
            Glyph = glyph,
            Radius = 4.6,
            Labels = [.. values.Select(z => $"λ = {NumberText.Compact(z, 5)}\n|λ| = {NumberText.Compact(Complex.Abs(z), 5)}{suffix}")],
        };

    private static string Describe(ImmutableArray<Complex> values) => values.IsEmpty
        ? "No eigenvalues."
        : $"{values.Length} eigenvalues, {values.Count(z => Complex.Abs(z) < 1)} inside the unit circle, "
            + $"largest modulus {NumberText.Compact(values.Max(Complex.Abs), 5)}.";

    private static int[] Choose(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most).Select(i => (int)Math.Round(i * (count - 1.0) / (most - 1)))];
}
