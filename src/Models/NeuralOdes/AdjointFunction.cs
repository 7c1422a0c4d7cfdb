using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.NeuralOdes;

/// <summary>The solve of a batch with the adjoint as its backward pass. Arguments: the initial states, an <see cref="AdjointSolve"/>, the field's parameters.</summary>
internal sealed class AdjointFunction : autograd.SingleTensorFunction<AdjointFunction>
{
    private const string Solve = "solve";

    /// <inheritdoc/>
    public override string Name => nameof(AdjointFunction);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var solve = (AdjointSolve)vars[1];
        (Tensor result, IReadOnlyList<Tensor> states) = solve.Forward((Tensor)vars[0]);

        // The parameters are saved for the sake of autograd's check that nobody changes them before the backward pass.
        ctx.save_for_backward([.. solve.Parameters, .. states]);
        ctx.save_data(Solve, solve);
        return result;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var solve = (AdjointSolve)ctx.get_data(Solve);
        Tensor[] states = [.. ctx.get_saved_variables().Skip(solve.Parameters.Length)];
        try
        {
            (Tensor start, Tensor?[] parameters) = solve.Backward(states, grad_output);
            return [start, null!, .. parameters.Select(gradient => gradient!)];
        }
        catch (OdeSolverException e)
        {
            // TorchSharp's package cannot carry an exception through libtorch's frames. A gradient that fits no shape makes libtorch itself raise the error.
            solve.Fault(e);
            Tensor misfit = grad_output.new_zeros([0]);
            return [misfit, null!, .. solve.Parameters.Select(_ => misfit)];
        }
    }
}
