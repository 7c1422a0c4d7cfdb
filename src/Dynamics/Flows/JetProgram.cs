using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// A network as a list of steps, each of which writes a vector of its own: place p of a pass with c columns begins at p·c. Widths are rounded up to
/// <see cref="Lanes"/>, so that every product runs in whole registers. Immutable; threads share it.
/// </summary>
internal sealed class JetProgram
{
    public const int Lanes = 8;

    public JetProgram(Network network)
    {
        List<JetStep> steps = [];
        Inputs = network.Inputs;
        Places = Padded(network.Inputs);
        Output = Append(network, 0, steps, string.Empty);
        Steps = [.. steps];
        MaxWidth = Steps.Length == 0 ? Places : Steps.Max(step => step.Width);
    }

    public int Inputs { get; }

    /// <summary>Padded widths of all vectors together.</summary>
    public int Places { get; private set; }

    /// <summary>The place of the result.</summary>
    public int Output { get; }

    public JetStep[] Steps { get; }

    /// <summary>The largest padded width.</summary>
    public int MaxWidth { get; }

    public static int Padded(int width) => (width + Lanes - 1) & ~(Lanes - 1);

    private int Append(Network network, int source, List<JetStep> steps, string path)
    {
        for (int i = 0; i < network.Layers.Length; i++)
        {
            int width = Padded(network.Widths[i + 1]);
            int input = source;
            switch (network.Layers[i])
            {
                case Affine affine:
                    source = Take(width);
                    steps.Add(new JetAffine(affine, input, source));
                    break;
                case Elementwise elementwise:
                    source = Take(width);
                    steps.Add(new JetActivation(elementwise, network.Widths[i], input, source));
                    break;
                case Residual residual:
                    int branch = Append(residual.Branch, input, steps, $"{path}layers[{i}].");
                    source = Take(width);
                    steps.Add(new JetSum(input, branch, source, width));
                    break;
                default:
                    throw new InvalidInputException($"vector field: {path}layers[{i}] is a flow, expected affine layers, activations and residual blocks");
            }
        }

        return source;
    }

    private int Take(int width)
    {
        int place = Places;
        Places += width;
        return place;
    }
}
