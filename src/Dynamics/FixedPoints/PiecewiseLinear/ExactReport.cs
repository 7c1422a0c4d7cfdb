using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>Turns exact solutions of f^k(x) = x, period after period, into fixed points, cycles of least period k and continua.</summary>
/// <param name="map">f.</param>
internal sealed class ExactReport(PiecewiseLinearProgram map)
{
    private readonly ExactProgram exact = ExactProgram.Of(map);

    /// <summary>Fixed points.</summary>
    public List<FixedPoint> Points { get; } = [];

    /// <summary>Cycles.</summary>
    public List<Cycle> Cycles { get; } = [];

    /// <summary>Continua of fixed points, then of points of higher periods.</summary>
    public List<FixedPointContinuum> Continua { get; } = [];

    /// <summary>What a reader must know.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Adds what a search for one period found.</summary>
    public void Add(PeriodSearch search, int period)
    {
        if (period == 1)
        {
            Points.AddRange(search.Points.Select(point => Describe(search.Cells.Program, point)));
            MarkInseparable();
        }
        else
        {
            AddCycles(search, period);
        }

        List<ContinuumPiece> own = [.. search.Pieces.Where(piece => !Divisors(period).Any(k => piece.Vertices.TrueForAll(x => Returns(x, k))))];
        Continua.AddRange(ContinuumAssembly.Assemble(search.Cells, own, period));
    }

    private static FixedPoint Describe(ExactProgram program, ExactFixedPoint point)
    {
        ExactVerdict verdict = ExactStability.Judge(program, point);
        return new FixedPoint
        {
            X = Nearest(point.X),
            Eigenvalues = verdict.Multipliers,
            EigenvalueRadii = verdict.Radii,
            Stability = verdict.Stability,
            StabilityEvidence = verdict.Evidence,
            OnKink = point.OnKink,
            Remark = verdict.Remark,
            Residual = 0,
            Enclosure = Around(point.X),
            Evidence = EvidenceLevel.Certified,
        };
    }

    private static ImmutableArray<double> Nearest(Rational[] x) => [.. x.Select(c => c.ToDouble())];

    private static Box Around(Rational[] x) => new([.. x.Select(c => c.RoundedDown())], [.. x.Select(c => c.RoundedUp())]);

    private static IEnumerable<int> Divisors(int period) => Enumerable.Range(1, period - 1).Where(k => period % k == 0);

    private void AddCycles(PeriodSearch search, int period)
    {
        HashSet<Rational[]> known = new(RationalPointOrder.Instance);
        List<(Rational[][] Orbit, ExactFixedPoint Point)> cycles = [];
        foreach (ExactFixedPoint point in search.Points)
        {
            if (known.Contains(point.X) || Divisors(period).Any(k => Returns(point.X, k)))
            {
                continue;
            }

            Rational[][] orbit = Orbit(point.X, period);
            known.UnionWith(orbit);
            cycles.Add((orbit, point));
        }

        Cycles.AddRange(cycles.Select(cycle => Describe(search.Cells.Program, cycle.Orbit, cycle.Point)).OrderBy(cycle => cycle.Points[0], PointOrder));
    }

    private static Comparer<ImmutableArray<double>> PointOrder { get; } =
        Comparer<ImmutableArray<double>>.Create((x, y) => x.AsSpan().SequenceCompareTo(y.AsSpan()));

    private static Cycle Describe(ExactProgram iterate, Rational[][] orbit, ExactFixedPoint point)
    {
        ExactVerdict verdict = ExactStability.Judge(iterate, point);
        int first = Array.IndexOf(orbit, orbit.Min(RationalPointOrder.Instance));
        Rational[][] ordered = [.. orbit[first..], .. orbit[..first]];
        return new Cycle
        {
            Points = [.. ordered.Select(Nearest)],
            Enclosures = [.. ordered.Select(Around)],
            Multipliers = verdict.Multipliers,
            MultiplierRadii = verdict.Radii,
            Stability = verdict.Stability,
            StabilityEvidence = verdict.Evidence,
            OnKink = point.OnKink,
            Remark = verdict.Remark,
            Residual = 0,
            Evidence = EvidenceLevel.Certified,
        };
    }

    /// <summary>Whether f^k(x) = x.</summary>
    private bool Returns(Rational[] x, int k)
    {
        Rational[] image = x;
        for (int i = 0; i < k; i++)
        {
            image = exact.Evaluate(image).Values;
        }

        return image.AsSpan().SequenceEqual(x);
    }

    private Rational[][] Orbit(Rational[] x, int period)
    {
        Rational[][] orbit = new Rational[period][];
        orbit[0] = x;
        for (int i = 1; i < period; i++)
        {
            orbit[i] = exact.Evaluate(orbit[i - 1]).Values;
        }

        return orbit;
    }

    /// <summary>Two points nearer to each other than doubles can tell have no enclosure of their own.</summary>
    private void MarkInseparable()
    {
        const string remark = "another fixed point is nearer than doubles can tell: the two are distinct in exact rationals";
        Box[] around = [.. Points.Select(point => point.Enclosure!)];
        for (int i = 0; i < around.Length; i++)
        {
            // In lexicographic order the first coordinates rise.
            for (int j = i + 1; j < around.Length && around[j].Lower[0] <= around[i].Upper[0]; j++)
            {
                if (Overlap(around[i], around[j]))
                {
                    Points[i] = Points[i] with { Enclosure = null, Remark = remark };
                    Points[j] = Points[j] with { Enclosure = null, Remark = remark };
                }
            }
        }
    }

    private static bool Overlap(Box one, Box other) =>
        Enumerable.Range(0, one.Dimension).All(i => one.Lower[i] <= other.Upper[i] && other.Lower[i] <= one.Upper[i]);
}
