namespace TorchDynInspect.Dynamics.Networks;

/// <summary>h ↦ φ_T(h), the time-T map of ḣ = field(h).</summary>
public sealed record Flow : Layer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="field">The vector field; inputs and outputs must be equal.</param>
    /// <param name="time">T, finite; negative integrates backwards.</param>
    /// <param name="solver">The integration scheme.</param>
    /// <exception cref="InvalidInputException">The field changes the width, or the time or solver is not usable.</exception>
    public Flow(Network field, double time, FlowSolver solver)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(solver);
        if (field.Inputs != field.Outputs)
        {
            throw new InvalidInputException($"flow field maps {field.Inputs} to {field.Outputs} units, expected equal widths");
        }

        Preconditions.RequireFinite([time], "flow time");
        if (solver.Name is not ("euler" or "midpoint" or "rk4" or "dopri5"))
        {
            throw new InvalidInputException($"flow solver \"{solver.Name}\" is unknown, expected euler, midpoint, rk4 or dopri5");
        }

        if (solver.Steps < 1 || !(solver.RelativeTolerance > 0) || !(solver.AbsoluteTolerance > 0))
        {
            throw new InvalidInputException("flow solver: expected steps ≥ 1 and positive tolerances");
        }

        Field = field;
        Time = time;
        Solver = solver;
    }

    /// <summary>The vector field.</summary>
    public Network Field { get; }

    /// <summary>T.</summary>
    public double Time { get; }

    /// <summary>The integration scheme.</summary>
    public FlowSolver Solver { get; }

    /// <inheritdoc/>
    public override long ParameterCount => Field.ParameterCount;

    /// <inheritdoc/>
    public override int OutputsFor(int inputs) => inputs == Field.Inputs
        ? inputs
        : throw new InvalidInputException($"flow field expects {Field.Inputs} inputs, the layer before it gives {inputs}");
}
