using System.CommandLine;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>--solver NAME</c> with <c>--steps N</c> or <c>--rtol R --atol A</c>: how to integrate, where not as the network file says.</summary>
internal sealed class SolverOptions
{
    private readonly Option<string?> name = new("--solver")
    {
        HelpName = "NAME",
        Description = "euler, midpoint, rk4 (with --steps), bosh3, dopri5 or sdirk4 (stiff; these three by --rtol and --atol); that of the file when not given.",
    };

    private readonly Option<int?> steps = new("--steps") { HelpName = "N", Description = "Equal steps of a fixed-step solver over the whole time." };
    private readonly Option<double?> relative = new("--rtol") { HelpName = "R", Description = "Relative error that an adaptive solver allows a step." };
    private readonly Option<double?> absolute = new("--atol") { HelpName = "A", Description = "Absolute error that an adaptive solver allows a step." };

    /// <summary>The options that were given, for a verb to which they mean nothing.</summary>
    public IEnumerable<string> Given(ParseResult parsed) =>
    [
        .. parsed.GetValue(name) is null ? Array.Empty<string>() : ["--solver"],
        .. parsed.GetValue(steps) is null ? Array.Empty<string>() : ["--steps"],
        .. parsed.GetValue(relative) is null ? Array.Empty<string>() : ["--rtol"],
        .. parsed.GetValue(absolute) is null ? Array.Empty<string>() : ["--atol"],
    ];

    public void AddTo(Command command)
    {
        command.Add(name);
        command.Add(steps);
        command.Add(relative);
        command.Add(absolute);
    }

    /// <summary>The solver of a flow layer with what was given in its place.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="flow">The layer.</param>
    /// <param name="time">How long to integrate: a fixed-step solver of the file keeps the length of its steps.</param>
    public FlowSolver Parse(ParseResult parsed, Flow flow, double time)
    {
        string? solver = parsed.GetValue(name);
        int? count = parsed.GetValue(steps);
        FlowSolver changed = flow.Solver with
        {
            Name = solver ?? flow.Solver.Name,
            RelativeTolerance = parsed.GetValue(relative) ?? flow.Solver.RelativeTolerance,
            AbsoluteTolerance = parsed.GetValue(absolute) ?? flow.Solver.AbsoluteTolerance,
        };
        Require(flow, time, changed);
        if (changed.IsAdaptive && count is not null)
        {
            throw new InvalidInputException($"--steps: {changed.Name} chooses its steps by --rtol and --atol");
        }

        if (!changed.IsAdaptive && solver is not null && count is null && solver != flow.Solver.Name)
        {
            throw new InvalidInputException($"--solver {solver}: takes equal steps, expected --steps N beside it");
        }

        if (!changed.IsAdaptive && (parsed.GetValue(relative) ?? parsed.GetValue(absolute)) is not null)
        {
            throw new InvalidInputException($"--rtol, --atol: {changed.Name} takes equal steps, expected --steps N");
        }

        if (!changed.IsAdaptive)
        {
            double kept = flow.Time == 0 ? flow.Solver.Steps : Math.Ceiling(flow.Solver.Steps * Math.Abs(time / flow.Time) * (1 - 1e-12));
            changed = changed with { Steps = count ?? (int)Math.Clamp(kept, 1, 100_000_000) };
        }

        Require(flow, time, changed);
        return changed;
    }

    private static void Require(Flow flow, double time, FlowSolver solver)
    {
        try
        {
            _ = new Flow(flow.Field, time, solver);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"--solver: {e.Message}", e);
        }
    }
}
