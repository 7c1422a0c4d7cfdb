using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.FixedPoints.Smooth;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>Equilibria of ẋ = f(x) for a network f, by branch and prune over boxes.</summary>
public static class EquilibriumSearch
{
    /// <summary>
    /// Finds all zeros of f in the closed box, each proved, with enclosed eigenvalues of Df, judged by the signs of their real parts. Exponential in the dimension at worst.
    /// </summary>
    /// <param name="field">f, from R^d to R^d, without flow layers.</param>
    /// <param name="box">Where to look, of dimension d.</param>
    /// <param name="options">The search, of which <see cref="FixedPointOptions.Budget"/> and <see cref="FixedPointOptions.Workers"/> count; null for the defaults.</param>
    /// <param name="progress">Told the share of the work done, 0…1; may be null.</param>
    /// <param name="cancellation">Stops the search; what was found so far is returned, marked interrupted.</param>
    /// <exception cref="InvalidInputException">f is not from a space to itself, the box has another dimension, or f holds a flow layer.</exception>
    public static FixedPointResult Equilibria(
        this Network field,
        Box box,
        FixedPointOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(box);
        return BoxFixedPoints.Search(field, box, (options ?? new FixedPointOptions()) with { Period = 1 }, null, progress, cancellation, SystemKind.Flow);
    }
}
