using TorchDynInspect.Dynamics.BranchAndPrune.Kernels;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.FixedPoints.Smooth.Forms;

/// <summary>One step of a network laid out for evaluation by linear forms. Immutable, shared by all threads.</summary>
internal abstract record Stage
{
    /// <summary>The stages of a network, or null when it holds a layer that linear forms do not cover.</summary>
    public static Stage[]? Compile(Network network)
    {
        List<Stage> stages = [];
        return Append(network, stages) ? [.. stages] : null;
    }

    private static bool Append(Network network, List<Stage> stages)
    {
        for (int i = 0; i < network.Layers.Length; i++)
        {
            switch (network.Layers[i])
            {
                case Affine affine:
                    stages.Add(new AffineStage(affine));
                    break;
                case Elementwise elementwise:
                    stages.Add(new ElementwiseStage(elementwise, network.Widths[i]));
                    break;
                case Residual residual:
                    stages.Add(new OpenResidual());
                    if (!Append(residual.Branch, stages))
                    {
                        return false;
                    }

                    stages.Add(new CloseResidual());
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}

/// <summary>h ↦ W h + b.</summary>
internal sealed record AffineStage : Stage
{
    public AffineStage(Affine layer)
    {
        (Outputs, Inputs) = (layer.Weight.Rows, layer.Weight.Columns);
        Stride = Lanes.Stride(Inputs);
        Weight = new double[Outputs * Stride];
        for (int i = 0; i < Outputs; i++)
        {
            layer.Weight.Row(i).CopyTo(Weight.AsSpan(i * Stride));
        }

        Bias = [.. layer.Bias];
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public int Stride { get; }

    /// <summary>W, rows padded.</summary>
    public double[] Weight { get; }

    public double[] Bias { get; }
}

/// <summary>h_i ↦ σ_i(h_i).</summary>
internal sealed record ElementwiseStage : Stage
{
    public ElementwiseStage(Elementwise layer, int width)
    {
        Width = width;
        Dictionary<Activations.Activation, ActivationBand> bands = [];
        Bands = new ActivationBand[layer.IsUniform ? 1 : width];
        for (int i = 0; i < Bands.Length; i++)
        {
            if (!bands.TryGetValue(layer[i], out ActivationBand? band))
            {
                bands[layer[i]] = band = new ActivationBand(layer[i]);
            }

            Bands[i] = band;
        }
    }

    public int Width { get; }

    public ActivationBand[] Bands { get; }

    public bool IsUniform => Bands.Length == 1;

    public ActivationBand this[int unit] => Bands[IsUniform ? 0 : unit];
}

/// <summary>Remembers h.</summary>
internal sealed record OpenResidual : Stage;

/// <summary>Adds the h remembered last.</summary>
internal sealed record CloseResidual : Stage;
