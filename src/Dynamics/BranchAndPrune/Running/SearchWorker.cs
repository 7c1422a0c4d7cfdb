using TorchDynInspect.Dynamics.BranchAndPrune.Contractors;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.BranchAndPrune.Running;

/// <summary>One thread of a search: takes a box, narrows it, and proves a zero, prunes or bisects. What it does to a box depends on that box alone.</summary>
internal sealed class SearchWorker
{
    private const int MaxPasses = 12;
    private const int MaxCheapPasses = 3;
    private const int AccountEvery = 32;

    /// <summary>Krawczyk's operator is not formed for a box whose estimated ratio is above this, where a linear enclosure does the pruning.</summary>
    private const double WorthTrying = 1.5;

    /// <summary>The ratio assumed of a box where the operator could not be formed or is far from contracting.</summary>
    private const double UnknownRatio = 30;

    /// <summary>By how much the ratio is expected to fall from a box to its half.</summary>
    private const double RatioDecay = 0.8;

    private const double UniquenessRoom = 1e-6;

    private readonly SearchRun run;
    private readonly ZeroSearchOptions options;
    private readonly Interval[] domain;
    private readonly int n;
    private readonly IEnclosedSystem system;
    private readonly IContractingSystem? own;
    private readonly LinearContraction? linear;
    private readonly Krawczyk krawczyk;
    private readonly RowPropagation rows;
    private readonly SlopeStep? slopes;
    private readonly ZeroProof proof;
    private readonly Bisection bisection;
    private readonly BoxStack stack;
    private readonly Interval[] box;
    private readonly Interval[] cell;
    private readonly Interval[] regular;
    private readonly Interval[] hull;
    private readonly Interval[] values;
    private readonly double[] start;
    private readonly double[] leash;
    private double share;

    public SearchWorker(IEnclosedSystem system, Interval[] domain, ZeroSearchOptions options, SearchRun run)
    {
        (this.run, this.options, this.domain, this.system, n) = (run, options, domain, system, system.Dimension);
        own = system as IContractingSystem;
        linear = system is ILinearlyEnclosedSystem enclosed ? new LinearContraction(enclosed) : null;
        slopes = system is ISlopeSystem sloped ? new SlopeStep(sloped) : null;
        krawczyk = new Krawczyk(system);
        rows = new RowPropagation(n);
        proof = new ZeroProof(system);
        bisection = new Bisection(system);
        stack = new BoxStack(n);
        box = new Interval[n];
        cell = new Interval[n];
        regular = new Interval[n];
        hull = new Interval[n];
        values = new Interval[n];
        start = new double[n];
        leash = new double[n];
    }

    /// <summary>Works until the search is done or cut.</summary>
    public void Run()
    {
        while (run.TryTake(box, out NodeState first))
        {
            stack.Push(box, first);
            int since = 0;
            while (stack.Count > 0)
            {
                if (stack.Count > 1 && run.IsHungry)
                {
                    Interval[] gift = new Interval[n];
                    run.Give(gift, stack.TakeBottom(gift));
                }

                NodeState state = stack.Pop(box);
                Process(state);
                if (++since == AccountEvery)
                {
                    run.Account(since, share);
                    (since, share) = (0, 0);
                }

                if (run.IsStopped)
                {
                    GiveUp();
                }
            }

            run.Account(since, share);
            share = 0;
        }
    }

    private void GiveUp()
    {
        while (stack.Count > 0)
        {
            stack.Pop(box);
            run.Add(box, UnresolvedReason.Interrupted);
        }
    }

    private void Process(NodeState state)
    {
        box.CopyTo(cell, 0);
        double ratio = state.Depth == 0 ? 1 : state.Ratio * RatioDecay;
        bool formed = false;
        for (int pass = 0; pass < MaxPasses; pass++)
        {
            double before = Size();
            Outcome outcome = Outcome.Narrowed;
            for (int cheap = 0; cheap < MaxCheapPasses && outcome == Outcome.Narrowed; cheap++)
            {
                outcome = ContractByStructure();
            }

            if (outcome == Outcome.Empty)
            {
                Finish(state);
                return;
            }

            // The ratio falls about as the box does.
            ratio *= before > 0 ? Size() / before : 1;
            if (linear is not null && ratio > WorthTrying && !IsNarrow())
            {
                if (outcome == Outcome.Narrowed)
                {
                    continue;
                }

                break;
            }

            outcome = ContractByDerivatives(ref ratio, out bool isRegular);
            formed = double.IsFinite(ratio);
            if (outcome == Outcome.Empty || (isRegular && TryProve()))
            {
                Finish(state);
                return;
            }

            if (outcome != Outcome.Narrowed)
            {
                break;
            }
        }

        Split(state, ratio, formed);
    }

    /// <summary>By the system's own contractor, the linear enclosure, or the values alone.</summary>
    private Outcome ContractByStructure()
    {
        double before = Size();
        if (own is not null && !own.Contract(box))
        {
            return Outcome.Empty;
        }

        if (linear is not null)
        {
            return linear.Contract(box) switch
            {
                Outcome.Empty => Outcome.Empty,
                Outcome.Narrowed => Outcome.Narrowed,
                _ => Size() < 0.9 * before ? Outcome.Narrowed : Outcome.Unchanged,
            };
        }

        system.Values(box, values);
        foreach (Interval value in values)
        {
            if (value.Lower > 0 || value.Upper < 0)
            {
                return Outcome.Empty;
            }
        }

        return Size() < 0.9 * before ? Outcome.Narrowed : Outcome.Unchanged;
    }

    private Outcome ContractByDerivatives(ref double ratio, out bool isRegular)
    {
        isRegular = false;
        ratio = double.PositiveInfinity;
        box.CopyTo(regular, 0);
        bool prepared = krawczyk.Prepare(box);
        if (linear is null && krawczyk.HasCentreValues)
        {
            Outcome byRows = rows.Contract(box, krawczyk.Box.Centre.AsSpan(0, n), krawczyk.CentreValues, krawczyk.Derivatives);
            if (byRows == Outcome.Empty || !prepared)
            {
                return byRows;
            }
        }

        if (!prepared)
        {
            return Outcome.Unchanged;
        }

        krawczyk.BoundOver();
        ratio = krawczyk.Ratio();
        isRegular = krawczyk.IsRegular();
        Outcome outcome = krawczyk.Contract(box);
        if (outcome != Outcome.Empty && slopes is not null)
        {
            Outcome bySlopes = slopes.Contract(box, krawczyk);
            outcome = bySlopes == Outcome.Unchanged ? outcome : bySlopes;
        }

        return outcome;
    }

    /// <summary>The derivatives being regular over the box, proves the zero there is, or that there is none.</summary>
    private bool TryProve()
    {
        for (int i = 0; i < n; i++)
        {
            start[i] = krawczyk.Box.Centre[i] - krawczyk.Shift[i];
            leash[i] = (2 * (krawczyk.Box.Radius[i] + Math.Abs(krawczyk.Shift[i]))) + (1e-6 * krawczyk.Box.LargestRadius);
        }

        if (!proof.Prove(start, leash))
        {
            return false;
        }

        Interval[] enclosure = proof.Enclosure;
        if (Boxing.IsInside(enclosure, regular, strictly: false))
        {
            Record(enclosure, regular);
            return true;
        }

        Boxing.Hull(enclosure, regular, hull);
        if (!proof.IsUniqueIn(hull))
        {
            return false;
        }

        if (!Boxing.AreDisjoint(enclosure, box))
        {
            Record(enclosure, hull);
        }

        return true;
    }

    private void Record(Interval[] enclosure, Interval[] unique)
    {
        if (!Boxing.AreDisjoint(enclosure, domain))
        {
            if (Boxing.IsNarrowAround(unique, enclosure) && Widened(enclosure))
            {
                unique = hull;
            }

            run.Add(new FoundZero([.. enclosure], [.. unique], Boxing.IsInside(enclosure, cell, strictly: true)));
        }
    }

    /// <summary>Tries a region of uniqueness with room around the enclosure: who meets the zero again will come with an enclosure of his own.</summary>
    private bool Widened(Interval[] enclosure)
    {
        for (int i = 0; i < n; i++)
        {
            double room = UniquenessRoom * Math.Max(1, enclosure[i].Magnitude);
            hull[i] = Interval.Trusted(enclosure[i].Lower - room, enclosure[i].Upper + room);
        }

        return proof.IsUniqueIn(hull);
    }

    private void Split(NodeState state, double ratio, bool formed)
    {
        if (IsNarrow())
        {
            run.Add(box, UnresolvedReason.Narrow);
            Finish(state);
            return;
        }

        if (state.Depth >= options.MaxDepth)
        {
            run.Add(box, UnresolvedReason.Depth);
            Finish(state);
            return;
        }

        int axis = bisection.Axis(box, formed ? krawczyk : null);
        double at = Bisection.Point(box[axis]);
        Interval whole = box[axis];
        NodeState child = new(state.Depth + 1, Math.Min(ratio, UnknownRatio));
        box[axis] = Interval.Trusted(at, whole.Upper);
        stack.Push(box, child);
        box[axis] = Interval.Trusted(whole.Lower, at);
        stack.Push(box, child);
    }

    private bool IsNarrow()
    {
        double least = run.LeastWidth;
        foreach (Interval axis in box)
        {
            if (axis.Upper - axis.Lower > least * Math.Max(1, axis.Magnitude))
            {
                return false;
            }
        }

        return true;
    }

    private double Size()
    {
        double size = 0;
        foreach (Interval axis in box)
        {
            size += axis.Upper - axis.Lower;
        }

        return size;
    }

    private void Finish(NodeState state) => share += Math.ScaleB(1, -state.Depth);
}
