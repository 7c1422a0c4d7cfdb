using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Flows;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>The search from one start after the other; the working memory of one thread.</summary>
internal sealed class StartWorker(IVectorField field, Box box, PeriodicOrbitOptions options, CancellationToken cancellation)
{
    private readonly ReturnSearch search = new(field, box, options, cancellation);
    private readonly OrbitRefinement refinement = new(field, box, options, cancellation);

    /// <summary>The orbits that one start leads to, forward and backward, perhaps the same ones several times.</summary>
    public (ImmutableArray<PeriodicOrbit> Orbits, StartFates Fates) Run(double[] start)
    {
        List<PeriodicOrbit> orbits = [];
        StartFates fates = default;
        foreach (int direction in options.Backward ? [1, -1] : (ReadOnlySpan<int>)[1])
        {
            int before = orbits.Count;
            IReadOnlyList<OrbitCandidate> candidates = search.Candidates(start, direction, out StartFates fate);
            foreach (OrbitCandidate candidate in candidates)
            {
                if (refinement.Refine(candidate) is { } orbit)
                {
                    orbits.Add(orbit);
                }
            }

            fates += orbits.Count > before ? new StartFates(0, 0, 1, 0) : fate;
        }

        return ([.. orbits], fates);
    }
}
