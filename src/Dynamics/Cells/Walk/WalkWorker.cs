namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>One worker: an engine, a visitor, and the loop between them.</summary>
internal sealed class WalkWorker<TVisitor, TSigns> : IDisposable
    where TVisitor : ICellVisitor
    where TSigns : struct, IVertexSigns<TSigns>
{
    private const int StepsBetweenReports = 1024;

    private readonly WalkPool pool;
    private readonly CellEngine<TSigns> engine;
    private readonly WalkCell<TSigns> cell;
    private readonly WalkPart<TSigns> part;
    private readonly bool enters;
#pragma warning disable IDE0044 // may be a struct whose calls change it
    private TVisitor visitor;
#pragma warning restore IDE0044

    public WalkWorker(WalkPlan plan, WalkPool pool, TVisitor visitor)
    {
        this.pool = pool;
        this.visitor = visitor;
        engine = new CellEngine<TSigns>(plan);
        cell = new WalkCell<TSigns>(engine);
        part = new WalkPart<TSigns>(engine);
        enters = ImplementsEnter(visitor.GetType());
    }

    /// <summary>The visitor.</summary>
    public TVisitor Visitor => visitor;

    /// <summary>How many cells it was given.</summary>
    public long Cells { get; private set; }

    /// <inheritdoc cref="CellEngine{TSigns}.Undecided"/>
    public long Undecided => engine.Undecided;

    /// <summary>Works until the walk is over.</summary>
    /// <param name="isFirst">Whether this worker starts with the whole domain.</param>
    public void Run(bool isFirst)
    {
        try
        {
            if (isFirst)
            {
                engine.Begin();
                Walk();
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }

        while (pool.Take() is { } share)
        {
            try
            {
                engine.Take(share);
                Walk();
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => engine.Dispose();

    // A visitor that leaves Enter to the interface is not asked.
    private static bool ImplementsEnter(Type type)
    {
        System.Reflection.InterfaceMapping map = type.GetInterfaceMap(typeof(ICellVisitor));
        int enter = Array.FindIndex(map.InterfaceMethods, m => m.Name == nameof(ICellVisitor.Enter));
        return map.TargetMethods[enter].DeclaringType is not { IsInterface: true };
    }

    private void Fail(Exception exception)
    {
        pool.Fail(exception);
        pool.Abandon();
    }

    private void Walk()
    {
        double weight = 0;
        int steps = 0;
        while (true)
        {
            if (pool.IsStopped && engine.Waiting > 0)
            {
                pool.Abandon();
                return;
            }

            if (pool.IsHungry && engine.Waiting > 1)
            {
                pool.Give(engine.Give());
            }

            switch (engine.Advance())
            {
                case WalkEvent.End:
                    pool.Report(weight);
                    return;
                case WalkEvent.Cell:
                    weight += engine.Current.Weight;
                    Cells++;
                    cell.Reset();
                    visitor.Visit(cell);
                    break;
                default:
                    if (Enter())
                    {
                        engine.EnterPart();
                    }
                    else
                    {
                        weight += engine.Current.Weight;
                    }

                    break;
            }

            if (++steps == StepsBetweenReports)
            {
                pool.Report(weight);
                weight = 0;
                steps = 0;
            }
        }
    }

    private bool Enter()
    {
        if (!enters)
        {
            return true;
        }

        part.Reset();
        return visitor.Enter(part);
    }
}
