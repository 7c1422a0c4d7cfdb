using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Batches.Integration;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>
/// Carries a tile of points, eight to a vector, through a network, with the accumulated affine map x ↦ A x + c beside the values:
/// Ā_{l+1} = W Λ Ā_l and c_{l+1} = W(Λ c_l + s₀) + b (theory §1). Values, offsets and all directions of A are columns of one right-hand side, so that an affine
/// layer is one matrix product for the whole tile. One engine serves one thread.
/// </summary>
internal sealed unsafe partial class TileEngine : IDisposable
{
    /// <summary>Points in a vector.</summary>
    public const int LaneCount = 8;

    private readonly Network network;
    private readonly AffineForm form;
    private readonly int directions;
    private readonly bool withMap;
    private readonly LaneArena arena;
    private readonly Dictionary<Flow, FlowLayer> flows;
    private Lanes suspicion;
    private int present;

    public TileEngine(Network network, AffineForm form, bool withMap)
        : this(network, form, withMap ? network.Inputs : 0, withMap && PrefersBackward(network), 0, null)
    {
    }

    private TileEngine(Network network, AffineForm form, int directions, bool backward, int groups, TileEngine? sibling)
    {
        (this.network, this.form, this.directions, this.backward) = (network, form, directions, backward);
        withMap = directions > 0;
        if (withMap && form != AffineForm.Tangent && ContainsFlow(network))
        {
            throw new InvalidInputException($"{(form == AffineForm.Secant ? "secant" : "unshifted")} form of a flow: not defined; use the tangent form");
        }

        Groups = groups > 0 ? groups : GroupsFor(network, withMap ? (backward ? network.Outputs : network.Inputs) + 2 : 1);
        ValueColumns = Groups;
        OffsetColumns = withMap && form != AffineForm.Tangent ? Groups : 0;
        MapColumns = backward ? 0 : Groups * directions;
        long vectors = ((long)network.Inputs * Columns) + VectorsFor(network, Columns) + ((long)network.Outputs * Groups);
        if (backward)
        {
            (_, int activations, long units) = Measure(network);
            transposed = sibling?.transposed ?? Transposes(network);
            tape = new LaneArena(units * Groups);
            tapeEntries = new nint[activations];
            vectors += VectorsFor(network, BackwardColumns) + ((long)network.Outputs * BackwardColumns);
        }

        arena = new LaneArena(vectors);
        flows = FlowLayers(network);
    }

    /// <summary>Vectors of points in a tile.</summary>
    public int Groups { get; }

    /// <summary>Points in a tile.</summary>
    public int TilePoints => Groups * LaneCount;

    internal int ValueColumns { get; }

    internal int OffsetColumns { get; }

    private int MapColumns { get; }

    internal int Columns => ValueColumns + OffsetColumns + MapColumns;

    /// <summary>Another engine for the same network, for another thread; what both only read they share.</summary>
    public TileEngine Sibling() => new(network, form, directions, backward, 0, this);

    /// <summary>An engine for eight points whose states carry any number of directions, for <see cref="RunLanes"/>.</summary>
    public static TileEngine ForLanes(Network network, int directions) => new(network, AffineForm.Tangent, directions, false, 1, null);

    public void Dispose()
    {
        foreach (FlowLayer flow in flows.Values)
        {
            flow.Dispose();
        }

        arena.Dispose();
        tape?.Dispose();
    }

    /// <summary>Runs up to <see cref="TilePoints"/> points and writes their rows of the results.</summary>
    /// <returns>Whether everything stayed finite and defined.</returns>
    public bool Run(ReadOnlySpan<double> points, Span<double> values, Span<double> linear, Span<double> offsets)
    {
        nuint mark = arena.Mark;
        TileState input = Load(points);
        suspicion = Lanes.Zero;
        present = points.Length / network.Inputs;
        tapeLength = 0;
        tape?.Release(0);
        TileState output = Materialised(Forward(network, input));
        Store(input, output, points.Length / network.Inputs, values, linear, offsets);
        arena.Release(mark);
        return Vector512.EqualsAll(suspicion, Lanes.Zero);
    }

    /// <summary>Pushes the values and directions of eight points through the network: f(h), Df(h) A.</summary>
    /// <param name="state">The values, then a column a direction.</param>
    /// <param name="image">Receives the same of the image.</param>
    public void RunLanes(Lanes* state, Lanes* image)
    {
        nuint mark = arena.Mark;
        present = LaneCount;
        TileState output = Forward(network, new TileState(state, network.Inputs, false));
        new Span<Lanes>(output.Data, output.Width * Columns).CopyTo(new Span<Lanes>(image, output.Width * Columns));
        arena.Release(mark);
    }

    /// <summary>A tile as large as a share of a core's second-level cache holds, and no larger than useful.</summary>
    private static int GroupsFor(Network network, int columns)
    {
        const int target = 1536;
        return Math.Clamp(target / (columns * MaxWidth(network)), 1, 8);
    }

    private static int MaxWidth(Network network)
    {
        int width = 0;
        foreach (int w in network.Widths)
        {
            width = Math.Max(width, w);
        }

        return width;
    }

    private Dictionary<Flow, FlowLayer> FlowLayers(Network part)
    {
        Dictionary<Flow, FlowLayer> all = new(ReferenceEqualityComparer.Instance);
        Add(part);
        return all;

        void Add(Network net)
        {
            foreach (Layer layer in net.Layers)
            {
                if (layer is Residual residual)
                {
                    Add(residual.Branch);
                }
                else if (layer is Flow flow && !all.ContainsKey(flow))
                {
                    all[flow] = new FlowLayer(flow, directions);
                }
            }
        }
    }

    private static bool ContainsFlow(Network network)
    {
        foreach (Layer layer in network.Layers)
        {
            if (layer is Flow || (layer is Residual residual && ContainsFlow(residual.Branch)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The height of the arena that a pass with that many columns needs.</summary>
    private long VectorsFor(Network net, int columns)
    {
        long width = MaxWidth(net);
        long inner = 0;
        foreach (Layer layer in net.Layers)
        {
            inner = Math.Max(inner, layer switch
            {
                Residual residual => VectorsFor(residual.Branch, columns),
                _ => width * Groups,
            });
        }

        return (2 * width * columns) + inner;
    }
}
