using System.Numerics;
using TorchDynInspect.Dynamics.Cells.Walk;
using TorchDynInspect.Dynamics.Exact;

namespace TorchDynInspect.Dynamics.Cells.Proof;

/// <summary>
/// The exact hyperplanes and vertices behind a worker's frames: rows are computed when first asked for and kept until the pattern before their level
/// changes, vertices until
/// any row changes.
/// </summary>
internal sealed unsafe class ExactFrames
{
    private readonly WalkPath path;
    private readonly ExactProgram program;
    private readonly ExactHalfspace[] sides;
    private readonly Frame[] frames;
    private readonly Dictionary<string, BigInteger[]> vertices = [];
    private readonly List<int> facets = [];

    public ExactFrames(WalkPath path)
    {
        this.path = path;
        program = ExactProgram.Of(path.Plan.Program);
        sides = [.. ExactHalfspace.Of(path.Plan.Domain)];
        frames = [.. path.Plan.Levels.Select(level => new Frame(level.Planes))];
    }

    /// <summary>The sign of a hyperplane's value at a vertex.</summary>
    /// <param name="facet">The facet id that the hyperplane has or would have.</param>
    /// <param name="polytope">The polytope.</param>
    /// <param name="vertex">The vertex.</param>
    public int Sign(int facet, in Polytope polytope, int vertex)
    {
        BigInteger[] form = Form(facet);
        facets.Clear();
        AddFacets(polytope, vertex, vertex);
        BigInteger[] point = Vertex();
        BigInteger value = BigInteger.Zero;
        for (int i = 0; i < form.Length; i++)
        {
            value += form[i] * point[i];
        }

        return value.Sign;
    }

    /// <summary>The doubles nearest to the row of a unit's hyperplane, pre-activation minus breakpoint: d entries and the constant.</summary>
    /// <param name="level">The level, not the domain's.</param>
    /// <param name="plane">The hyperplane's number in its level.</param>
    /// <param name="row">Receives d + 1 numbers.</param>
    public void RoundRow(int level, int plane, Span<double> row)
    {
        BigInteger[] form = Form(path.Plan.Levels[level].FirstPlane + plane);
        BigInteger denominator = frames[level].Rows!.Denominator * Rational.Of(path.Plan.Levels[level].At[plane]).Denominator;
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = form[i].IsZero ? 0 : new Rational(form[i], denominator).ToDouble();
        }
    }

    /// <summary>The nearest doubles of a vertex that is being made, and how far they are from it.</summary>
    /// <param name="vertex">The edge and the hyperplane that cuts it.</param>
    /// <param name="x">Receives the coordinates.</param>
    public double Round(in CutVertex vertex, Span<double> x)
    {
        facets.Clear();
        AddFacets(vertex.Parent, vertex.Positive, vertex.Negative);
        facets.Add(vertex.Facet);
        BigInteger[] point = Vertex();
        double radius = 0;
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = new Rational(point[i], point[^1]).ToDouble();
            radius = Math.Max(radius, Math.Abs(x[i]));
        }

        return Math.ScaleB(radius, -52) + double.Epsilon;
    }

    // The facets through both of two vertices.
    private void AddFacets(in Polytope polytope, int first, int second)
    {
        for (int w = 0; w < polytope.Words; w++)
        {
            ulong* masks = polytope.Masks + (w * polytope.Stride);
            for (ulong left = masks[first] & masks[second] & polytope.Alive[w]; left != 0; left &= left - 1)
            {
                facets.Add(polytope.Slots[(64 * w) + BitOperations.TrailingZeroCount(left)]);
            }
        }
    }

    /// <summary>Where the present facets meet, in homogeneous coordinates, the last one positive.</summary>
    private BigInteger[] Vertex()
    {
        // Rows first: asking for one may empty the memory of vertices.
        BigInteger[][] equations = [.. facets.Select(facet => (BigInteger[])[.. Form(facet)])];
        string key = string.Join(',', facets.Order());
        if (vertices.TryGetValue(key, out BigInteger[]? known))
        {
            return known;
        }

        int d = path.Plan.Dimension;
        FractionFreeEchelon echelon = FractionFreeEchelon.Of(equations, d);
        if (echelon.Rank < d || !echelon.IsConsistent(d))
        {
            throw new InvalidOperationException($"certified walk: the {facets.Count} facets of a vertex do not meet in one point");
        }

        BigInteger scale = echelon.LastPivot;
        BigInteger[] point = [.. echelon.Solve(d).Select(y => scale.Sign > 0 ? -y : y), BigInteger.Abs(scale)];
        vertices.Add(key, point);
        return point;
    }

    /// <summary>The form whose sign the walk asks for: pre-activation minus breakpoint, and what is positive inside the domain for its halfspaces.</summary>
    private BigInteger[] Form(int facet)
    {
        (int level, int plane) = path.Plan.Locate(facet);
        if (level < 0)
        {
            return [.. sides[facet].Form.Select(x => -x)];
        }

        Frame frame = frames[level];
        int units = path.Plan.Levels[level].FirstUnit;
        if (frame.Rows is not { } rows || !path.Pattern.AsSpan(0, units).SequenceEqual(frame.Pattern))
        {
            vertices.Clear();
            Array.Clear(frame.Forms);
            frame.Pattern = path.Pattern[..units];
            FixedPieces pieces = new(frame.Pattern);
            rows = frame.Rows = program.Run(ExactRows.Coordinates(path.Plan.Dimension), ref pieces, path.Plan.Levels[level].Step);
        }

        return frame.Forms[plane] ??= Form(rows, path.Plan.Levels[level], plane);
    }

    private static BigInteger[] Form(ExactRows rows, WalkLevel level, int plane)
    {
        Rational breakpoint = Rational.Of(level.At[plane]);
        BigInteger[] form = rows.Row(level.Unit[plane]).ToArray();
        for (int i = 0; i < form.Length; i++)
        {
            form[i] *= breakpoint.Denominator;
        }

        form[^1] -= breakpoint.Numerator * rows.Denominator;
        return form;
    }

    private sealed class Frame(int planes)
    {
        public byte[] Pattern { get; set; } = [];

        public ExactRows? Rows { get; set; }

        public BigInteger[]?[] Forms { get; } = new BigInteger[planes][];
    }
}
