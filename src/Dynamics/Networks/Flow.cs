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
        solver.Require();
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
