using System.Runtime.Intrinsics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// The time-T map of a field over a tile. Pushing the state (h, A) through the field in tangent form gives (f(h), Df(h) A), the right-hand side of the
/// variational equation, so one Runge–Kutta step of the whole state integrates values and derivatives together: A is the exact derivative of the
/// discrete map with its steps held fixed. "dopri5" keeps a step size a point, so that no point's result depends on its neighbours; it controls the
/// derivative's error too, so the value beside a map may differ from the plain evaluation by the tolerance.
/// </summary>
internal static unsafe class FlowIntegration
{
    private const int MaxSteps = 100_000;

    /// <summary>States of working memory that a solver needs.</summary>
    public static int StatesFor(FlowSolver solver) => ButcherTableau.For(solver.Name).Stages + 3;

    /// <summary>Integrates <paramref name="state"/> into <paramref name="target"/>, which may be its own memory.</summary>
    /// <exception cref="InvalidInputException">dopri5 needs too many steps.</exception>
    public static TileState Integrate(TileEngine engine, Flow flow, TileState state, Lanes* target, LaneArena arena)
    {
        state = engine.Materialised(state);
        int size = state.Width * engine.Columns;
        if (state.Data != target)
        {
            new Span<Lanes>(state.Data, size).CopyTo(new Span<Lanes>(target, size));
        }

        ButcherTableau tableau = ButcherTableau.For(flow.Solver.Name);
        if (tableau.IsImplicit)
        {
            throw new InvalidInputException($"flow: {tableau.Name} is not yet integrated in batches, expected an explicit scheme");
        }

        Work work = new(engine, flow, tableau, arena, target, state.Width, arena.Take(size * tableau.Stages), arena.Take(size), arena.Take(size));
        Lanes* step = stackalloc Lanes[engine.Groups];
        if (tableau.Error.Length == 0)
        {
            new Span<Lanes>(step, engine.Groups).Fill(Vector512.Create(flow.Time / flow.Solver.Steps));
            for (int i = 0; i < flow.Solver.Steps; i++)
            {
                work.Stages(step);
                work.Combine(tableau.B.AsSpan(), step, target);
            }
        }
        else
        {
            Adapt(work, flow, step);
        }

        return new TileState(target, state.Width, false);
    }

    private static void Adapt(Work work, Flow flow, Lanes* step)
    {
        int groups = work.Engine.Groups;
        int lanes = groups * TileEngine.LaneCount;
        double* h = (double*)step;
        double* left = stackalloc double[lanes];
        double* next = stackalloc double[lanes];
        work.FirstSteps(next);
        for (int p = 0; p < lanes; p++)
        {
            left[p] = flow.Time;
        }

        for (int n = 0; ; n++)
        {
            bool busy = false;
            for (int p = 0; p < lanes; p++)
            {
                h[p] = Math.CopySign(Math.Min(next[p], Math.Abs(left[p])), flow.Time);
                busy |= left[p] != 0;
            }

            if (!busy)
            {
                return;
            }

            if (n == MaxSteps)
            {
                throw new InvalidInputException($"flow: dopri5 did not reach T = {flow.Time} in {MaxSteps} steps, expected a field that is not so stiff");
            }

            work.Stages(step);
            work.Combine(work.Tableau.B.AsSpan(), step, work.Trial);
            for (int p = 0; p < lanes; p++)
            {
                if (left[p] == 0)
                {
                    continue;
                }

                double error = work.Error(p, h[p]);
                if (double.IsNaN(error) || double.IsInfinity(error))
                {
                    // A shorter step may still succeed; a step too short to move time cannot.
                    next[p] = Math.Abs(h[p]) / 5;
                    if (next[p] < 1e-14 * Math.Abs(flow.Time))
                    {
                        work.Accept(p);
                        left[p] = 0;
                    }

                    continue;
                }

                next[p] = Math.Abs(h[p]) * Math.Clamp(0.9 * Math.Pow(error, -0.2), 0.2, 10);
                if (error <= 1)
                {
                    work.Accept(p);
                    left[p] = Math.Abs(h[p]) == Math.Abs(left[p]) ? 0 : left[p] - h[p];
                }
            }
        }
    }

    private readonly ref struct Work(
        TileEngine engine, Flow flow, ButcherTableau tableau, LaneArena arena, Lanes* y, int width, Lanes* k, Lanes* stage, Lanes* trial)
    {
        public TileEngine Engine { get; } = engine;

        public ButcherTableau Tableau { get; } = tableau;

        public Lanes* Trial { get; } = trial;

        private int Size => width * Engine.Columns;

        public void Stages(Lanes* step)
        {
            for (int i = 0; i < Tableau.Stages; i++)
            {
                Sum(Tableau.A[i].AsSpan(), step, stage);
                Field(stage, k + (i * Size));
            }
        }

        /// <summary>result = y + Δt Σ b_i k_i; the result may be y itself.</summary>
        public void Combine(ReadOnlySpan<double> b, Lanes* step, Lanes* result) => Sum(b, step, result);

        /// <summary>
        /// The local error of point <paramref name="p"/> against its tolerance: the root mean square over the units (Hairer, Nørsett, Wanner I, II.4), the
        /// largest over the values and every direction of the derivative. Near an equilibrium the values alone would allow steps that ruin the derivative.
        /// </summary>
        public double Error(int p, double step)
        {
            double largest = 0;
            double* from = (double*)y;
            double* to = (double*)Trial;
            double* slope = (double*)k;
            for (int c = p / TileEngine.LaneCount; c < Engine.Columns; c += Engine.Groups)
            {
                double sum = 0;
                for (int i = 0; i < width; i++)
                {
                    int at = (((c * width) + i) * TileEngine.LaneCount) + (p % TileEngine.LaneCount);
                    double error = 0;
                    for (int s = 0; s < Tableau.Stages; s++)
                    {
                        error += Tableau.Error[s] * slope[(s * Size * TileEngine.LaneCount) + at];
                    }

                    double scale = flow.Solver.AbsoluteTolerance + (flow.Solver.RelativeTolerance * Math.Max(Math.Abs(from[at]), Math.Abs(to[at])));
                    double ratio = step * error / scale;
                    sum += ratio * ratio;
                }

                double column = Math.Sqrt(sum / width);
                largest = double.IsNaN(column) ? column : Math.Max(largest, column);
            }

            return largest;
        }

        /// <summary>First guesses of the step sizes: a hundredth of the time in which the point would move by its own scale.</summary>
        public void FirstSteps(double* steps)
        {
            Field(y, k);
            for (int p = 0; p < Engine.Groups * TileEngine.LaneCount; p++)
            {
                double size = 0;
                double speed = 0;
                for (int i = 0; i < width; i++)
                {
                    int at = Offset(p, i);
                    double scale = flow.Solver.AbsoluteTolerance + (flow.Solver.RelativeTolerance * Math.Abs(((double*)y)[at]));
                    size = Math.Max(size, Math.Abs(((double*)y)[at]) / scale);
                    speed = Math.Max(speed, Math.Abs(((double*)k)[at]) / scale);
                }

                double guess = 0.01 * size / speed;
                steps[p] = guess > 1e-6 && double.IsFinite(guess) ? guess : 1e-6;
            }
        }

        /// <summary>Moves point <paramref name="p"/> to its trial state, derivatives included.</summary>
        public void Accept(int p)
        {
            for (int c = p / TileEngine.LaneCount; c < Engine.Columns; c += Engine.Groups)
            {
                for (int i = 0; i < width; i++)
                {
                    int at = (((c * width) + i) * TileEngine.LaneCount) + (p % TileEngine.LaneCount);
                    ((double*)y)[at] = ((double*)Trial)[at];
                }
            }
        }

        private int Offset(int p, int unit) => ((((p / TileEngine.LaneCount) * width) + unit) * TileEngine.LaneCount) + (p % TileEngine.LaneCount);

        private void Field(Lanes* at, Lanes* result)
        {
            nuint mark = arena.Mark;
            TileState slope = Engine.Forward(flow.Field, new TileState(at, width, false));
            new Span<Lanes>(slope.Data, Size).CopyTo(new Span<Lanes>(result, Size));
            arena.Release(mark);
        }

        private void Sum(ReadOnlySpan<double> weights, Lanes* step, Lanes* result)
        {
            for (int c = 0; c < Engine.Columns; c++)
            {
                Lanes dt = step[c % Engine.Groups];
                for (int i = c * width; i < (c + 1) * width; i++)
                {
                    Lanes sum = Lanes.Zero;
                    for (int s = 0; s < weights.Length; s++)
                    {
                        sum = Vector512.FusedMultiplyAdd(Vector512.Create(weights[s]), k[(s * Size) + i], sum);
                    }

                    result[i] = weights.Length == 0 ? y[i] : Vector512.FusedMultiplyAdd(dt, sum, y[i]);
                }
            }
        }
    }
}
