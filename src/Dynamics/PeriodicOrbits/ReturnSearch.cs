using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Flows;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Spectra;

namespace TorchDynInspect.Dynamics.PeriodicOrbits;

/// <summary>Follows one start, forward or backward, and proposes closed orbits from close returns to a section. The working memory of one thread.</summary>
internal sealed class ReturnSearch
{
    /// <summary>An orbit that moves less than this share of the box in the horizon, or would with its last speed, has come to rest.</summary>
    private const double RestShare = 1e-6;

    /// <summary>An orbit that is farther from the box's centre than so many half widths has escaped.</summary>
    private const double EscapeWidths = 20;

    private readonly IVectorField field;
    private readonly OdeSolver solver;
    private readonly PeriodicOrbitOptions options;
    private readonly CancellationToken cancellation;
    private readonly double[] centre;
    private readonly double half;

    public ReturnSearch(IVectorField field, Box box, PeriodicOrbitOptions options, CancellationToken cancellation)
    {
        (this.field, this.options, this.cancellation) = (field, options, cancellation);
        solver = new OdeSolver(field, options.SearchSolver);
        centre = [.. box.Lower.Zip(box.Upper, (l, u) => (l / 2) + (u / 2))];
        half = Math.Max(box.Lower.Zip(box.Upper, (l, u) => (u / 2) - (l / 2)).Max(), 1e-12);
    }

    /// <summary>Proposals, the best first.</summary>
    /// <param name="start">The start.</param>
    /// <param name="direction">1 forward, −1 backward.</param>
    /// <param name="fate">Whether it rested, escaped, or neither (then counted as having wandered, until a proposal leads to an orbit).</param>
    public IReadOnlyList<OrbitCandidate> Candidates(ReadOnlySpan<double> start, int direction, out StartFates fate)
    {
        double[] x = start.ToArray();
        double[] slope = new double[x.Length];
        fate = new StartFates(0, 1, 0, 0);
        try
        {
            // The ball is watched during the transient as well.
            SectionReturns watch = new(x, slope, centre, EscapeWidths * half);
            solver.Integrate(x, direction * options.Transient, watch, cancellation);
            if (watch.Escaped)
            {
                return [];
            }

            field.Value(x, slope);
            double[] normal = [.. slope.Select(s => direction * s)];
            SectionReturns returns = new(x, normal, centre, EscapeWidths * half);
            double[] end = [.. x];
            solver.Integrate(end, direction * options.Horizon, returns, cancellation);
            if (returns.Escaped)
            {
                return [];
            }

            field.Value(end, slope);
            double ahead = options.Horizon * MatrixNorms.Frobenius(slope);
            fate = Math.Min(returns.Extent, ahead) <= RestShare * half ? new StartFates(1, 0, 0, 0) : new StartFates(0, 0, 0, 1);

            // One that came to rest only later may have gone round an unstable orbit before.
            return returns.Extent <= RestShare * half ? [] : Closest(returns);
        }
        catch (InvalidInputException)
        {
            // The solution blows up, or runs where steps underflow: it has escaped.
            return [];
        }
    }

    private List<OrbitCandidate> Closest(SectionReturns returns)
    {
        List<(OrbitCandidate Candidate, int Rank)> found = [];
        double extent = Math.Max(returns.Extent, 1e-300);
        for (int p = 1; p <= options.MaxReturns; p++)
        {
            List<OrbitCandidate> close = [];
            for (int i = 0; i + p < returns.Points.Count; i++)
            {
                double distance = MaximumNorm.Distance(returns.Points[i], returns.Points[i + p]) / extent;
                if (distance <= options.CloseReturn)
                {
                    close.Add(new OrbitCandidate(returns.Points[i + p], Math.Abs(returns.Times[i + p] - returns.Times[i]), distance));
                }
            }

            found.AddRange(close.OrderBy(candidate => candidate.Distance).Take(3).Select((candidate, rank) => (candidate, rank)));

            // An orbit that has settled returns every time: longer returns only repeat it.
            if (close.Count > 0 && close[^1].Distance < 1e-5 && close.Count + p == returns.Points.Count)
            {
                found = [.. found.Where(entry => entry.Rank == 0 && entry.Candidate.Distance < 1e-5)];
                return [found.Count > 0 ? found[0].Candidate : close[^1]];
            }
        }

        return [.. found.OrderBy(entry => entry.Rank).ThenBy(entry => entry.Candidate.Period).Take(options.MaxCandidates).Select(entry => entry.Candidate)];
    }
}
