namespace TorchDynInspect.Dynamics.Networks;

/// <summary>h ↦ h + g(h), g a network from R^n to R^n.</summary>
public sealed record Residual : Layer
{
    /// <summary>Creates the layer.</summary>
    /// <param name="branch">g; inputs and outputs must be equal.</param>
    /// <exception cref="InvalidInputException">The branch changes the width.</exception>
    public Residual(Network branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        if (branch.Inputs != branch.Outputs)
        {
            throw new InvalidInputException($"residual branch maps {branch.Inputs} to {branch.Outputs} units, expected equal widths");
        }

        Branch = branch;
    }

    /// <summary>g.</summary>
    public Network Branch { get; }

    /// <inheritdoc/>
    public override long ParameterCount => Branch.ParameterCount;

    /// <inheritdoc/>
    public override int OutputsFor(int inputs) => inputs == Branch.Inputs
        ? inputs
        : throw new InvalidInputException($"residual branch expects {Branch.Inputs} inputs, the layer before it gives {inputs}");
}
