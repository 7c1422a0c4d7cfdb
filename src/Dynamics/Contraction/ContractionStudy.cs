using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.BranchAndPrune;
using TorchDynInspect.Dynamics.Dissipativity;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Contraction;

/// <summary>Certified bounds of the logarithmic norms of a field's Jacobian, and contraction from them.</summary>
public static class ContractionStudy
{
    /// <summary>Bounds μ₁, μ₂ and μ_∞ of Df over a box and over R^d, for ẋ = f(x). O(MaxParts · (cost of an enclosed Jacobian + d³)).</summary>
    /// <param name="field">f, from R^d to R^d, without flow layers; kinks are covered by Clarke's derivative.</param>
    /// <param name="box">The box.</param>
    /// <param name="options">How far to refine; null for the defaults.</param>
    /// <param name="cancellation">Stops refining; bounds stay proved.</param>
    /// <exception cref="InvalidInputException">f changes the dimension, holds a flow layer, the box has another dimension, or options are not usable.</exception>
    public static ContractionResult Contraction(this Network field, Box box, ContractionOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        NetworkFieldEnclosure enclosure = new(field);
        int d = field.Inputs;
        Interval[] everywhere = new Interval[d];
        Array.Fill(everywhere, Interval.Entire);
        Interval[] jacobian = new Interval[d * d];
        enclosure.Jacobian(everywhere, jacobian);
        return Contraction(enclosure, box, norm => Finite(new LogarithmicNormEnclosure(d, norm).Of(jacobian).Upper), options, cancellation);
    }

    /// <summary>Bounds μ₁, μ₂ and μ_∞ of Df over a box, for ẋ = f(x).</summary>
    /// <param name="field">f with enclosures of its values and Jacobian.</param>
    /// <param name="box">The box.</param>
    /// <param name="options">How far to refine; null for the defaults.</param>
    /// <param name="cancellation">Stops refining; bounds stay proved.</param>
    /// <exception cref="InvalidInputException">The box has another dimension, or options are not usable.</exception>
    public static ContractionResult Contraction(this IEnclosedSystem field, Box box, ContractionOptions? options = null, CancellationToken cancellation = default) =>
        Contraction(field, box, _ => null, options, cancellation);

    private static ContractionResult Contraction(
        IEnclosedSystem field, Box box, Func<VectorNorm, double?> everywhere, ContractionOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(box);
        options ??= new ContractionOptions();
        options.Require();
        int d = field.Dimension;
        Preconditions.RequireLength(box.Dimension, d, "box of a field");
        Interval[] jacobian = new Interval[d * d];
        ImmutableArray<LogarithmicNormBound>.Builder bounds = ImmutableArray.CreateBuilder<LogarithmicNormBound>();
        foreach (VectorNorm norm in Enum.GetValues<VectorNorm>())
        {
            LogarithmicNormEnclosure mu = new(d, norm);
            (Interval supremum, int parts) = BoxSupremum.Of(
                box,
                part =>
                {
                    field.Jacobian(part, jacobian);
                    return mu.Of(jacobian);
                },
                options.MaxParts,
                options.Tolerance,
                null,
                cancellation);
            bounds.Add(new LogarithmicNormBound(norm, supremum, everywhere(norm), parts));
        }

        bool invariant = InwardField.IsProvedOn(field, box, options.MaxParts, cancellation);
        return new ContractionResult
        {
            Box = box,
            Bounds = bounds.ToImmutable(),
            IsForwardInvariant = invariant,
            Theory = [.. ContractionTheory.Entries(bounds, invariant)],
        };
    }

    private static double? Finite(double x) => double.IsFinite(x) ? x : null;
}
