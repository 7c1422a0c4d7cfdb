using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Suprema;

namespace TorchDynInspect.Training;

/// <summary>
/// The least Lipschitz constants of a piecewise-linear module on a domain, as suprema over its linear regions. Metrics: "lipschitz.norm2" and "lipschitz.norm_infinity";
/// for a self-map also "lipschitz.spectral_radius", the largest ρ(Df) over the regions, which bounds no orbit; "lipschitz.complete" (1 when every region was seen, else 0:
/// the budget ran out, and the values are lower bounds, Sampled). O(regions · cost of a map).
/// </summary>
public sealed class LipschitzConstants : IInspector
{
    private readonly CellDomain domain;
    private readonly SupremaOptions options;

    /// <summary>Creates the inspector.</summary>
    /// <param name="domain">Where, of the module's input dimension.</param>
    /// <param name="options">How; null for floating point, all cores and at most one second a reading.</param>
    public LipschitzConstants(CellDomain domain, SupremaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(domain);
        this.domain = domain;
        this.options = options ?? new SupremaOptions { Budget = TimeSpan.FromSeconds(1) };
    }

    /// <inheritdoc/>
    public string Name => "Lipschitz constants";

    /// <inheritdoc/>
    public string? Validate(InspectionContext context) => PiecewiseLinearModule.Check(context, domain);

    /// <inheritdoc/>
    public IEnumerable<Metric> Inspect(InspectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SupremaResult suprema = context.Network.Suprema(domain, options);
        (string Name, Supremum? Supremum)[] all =
        [
            ("lipschitz.norm2", suprema.Norm2),
            ("lipschitz.norm_infinity", suprema.NormInfinity),
            ("lipschitz.spectral_radius", suprema.SpectralRadius),
        ];
        foreach ((string name, Supremum? supremum) in all)
        {
            if (supremum is not null)
            {
                yield return new MetricDescriptor(name, "1", supremum.Evidence).Of(supremum.Value);
            }
        }

        yield return new MetricDescriptor("lipschitz.complete", "1", suprema.Evidence).Of(suprema.Complete ? 1 : 0);
    }
}
