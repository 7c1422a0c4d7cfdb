using System.Globalization;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Contraction;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Volume;

/// <summary>Certified bounds of the divergence of a field over a box.</summary>
public static class DivergenceStudy
{
    /// <summary>Bounds tr Df over a box, for ẋ = f(x). O(MaxParts · cost of an enclosed Jacobian).</summary>
    /// <param name="field">f, from R^d to R^d, without flow layers; kinks are covered by Clarke's derivative.</param>
    /// <param name="box">The box.</param>
    /// <param name="options">How far to refine; null for the defaults.</param>
    /// <param name="cancellation">Stops refining; bounds stay proved.</param>
    /// <exception cref="InvalidInputException">f changes the dimension, holds a flow layer, the box has another dimension, or options are not usable.</exception>
    public static DivergenceRange Divergence(this Network field, Box box, ContractionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new NetworkFieldEnclosure(field).Divergence(box, options, cancellation);
    }

    /// <summary>Bounds tr Df over a box, for ẋ = f(x).</summary>
    /// <param name="field">f with an enclosure of its Jacobian.</param>
    /// <param name="box">The box.</param>
    /// <param name="options">How far to refine; null for the defaults.</param>
    /// <param name="cancellation">Stops refining; bounds stay proved.</param>
    /// <exception cref="InvalidInputException">The box has another dimension, or options are not usable.</exception>
    public static DivergenceRange Divergence(this IEnclosedSystem field, Box box, ContractionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new ContractionOptions();
        options.Require();
        int d = field.Dimension;
        Preconditions.RequireLength(box.Dimension, d, "box of a field");
        Interval[] jacobian = new Interval[d * d];
        Interval Trace(ReadOnlySpan<Interval> part)
        {
            field.Jacobian(part, jacobian);
            Interval sum = Interval.Zero;
            for (int i = 0; i < d; i++)
            {
                sum += jacobian[i * (d + 1)];
            }

            return sum;
        }

        (Interval supremum, int above) = BoxSupremum.Of(box, Trace, options.MaxParts, options.Tolerance, null, cancellation);
        (Interval negative, int below) = BoxSupremum.Of(box, part => -Trace(part), options.MaxParts, options.Tolerance, null, cancellation);
        DivergenceRange range = new(box, -negative, supremum, above + below, null);
        return range with { Bendixson = d == 2 ? Bendixson(range) : null };
    }

    private static TheoryEntry Bendixson(DivergenceRange range)
    {
        string values = string.Create(CultureInfo.InvariantCulture, $"div f lies in [{range.Range.Lower:G6}, {range.Range.Upper:G6}] on the box (certified)");
        return new TheoryEntry(
            "Bendixson's criterion",
            "Bendixson, Acta Math. 24 (1901); Dulac, C. R. Acad. Sci. 204 (1937)",
            range.Sign != 0,
            range.Sign != 0 ? $"{values}: one sign" : $"{values}: no sign is proved",
            range.Sign != 0 ? "no closed orbit lies entirely in the box" : null);
    }
}
