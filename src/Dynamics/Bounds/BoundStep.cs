using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Activations.Enclosures;
using TorchDynInspect.Dynamics.Intervals;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Bounds;

/// <summary>One step of a network that is laid out in a row: node k goes in, node k + 1 comes out. Immutable, shared by threads.</summary>
internal abstract record BoundStep(int Inputs, int Outputs)
{
    /// <summary>Lays a network out; a residual block becomes the steps of its branch between a fork and a join.</summary>
    /// <exception cref="InvalidInputException">A layer is a flow, which has no enclosures.</exception>
    public static ImmutableArray<BoundStep> Of(Network network)
    {
        ImmutableArray<BoundStep>.Builder steps = ImmutableArray.CreateBuilder<BoundStep>();
        Append(network, steps, "layers");
        return steps.ToImmutable();
    }

    private static void Append(Network network, ImmutableArray<BoundStep>.Builder steps, string place)
    {
        for (int i = 0; i < network.Layers.Length; i++)
        {
            int width = network.Widths[i];
            switch (network.Layers[i])
            {
                case Affine affine:
                    steps.Add(AffineStep.Of(affine));
                    break;
                case Elementwise elementwise:
                    steps.Add(new ActivationStep(width, [.. elementwise.Units.Select(unit => unit.Enclosure)]));
                    break;
                case Residual residual:
                    int fork = steps.Count;
                    steps.Add(new ForkStep(width));
                    Append(residual.Branch, steps, $"{place}[{i}].layers");
                    steps.Add(new JoinStep(width, fork));
                    break;
                default:
                    throw new InvalidInputException($"{place}[{i}]: a flow has no rigorous bounds over boxes, expected affine, activation or residual layers");
            }
        }
    }

    /// <summary>W h + b, with W by rows, Wᵀ by rows, and b, all padded.</summary>
    public sealed record AffineStep(int Inputs, int Outputs, double[] Rows, double[] Transposed, double[] Bias) : BoundStep(Inputs, Outputs)
    {
        public static AffineStep Of(Affine affine)
        {
            (int outputs, int inputs) = (affine.Weight.Rows, affine.Weight.Columns);
            (int rowStride, int transposedStride) = (MidpointRadius.Stride(inputs), MidpointRadius.Stride(outputs));
            double[] rows = new double[outputs * rowStride];
            double[] transposed = new double[inputs * transposedStride];
            double[] bias = new double[transposedStride];
            affine.Bias.CopyTo(bias);
            for (int i = 0; i < outputs; i++)
            {
                for (int j = 0; j < inputs; j++)
                {
                    double weight = affine.Weight[i, j];
                    rows[(i * rowStride) + j] = weight;
                    transposed[(j * transposedStride) + i] = weight;
                }
            }

            return new(inputs, outputs, rows, transposed, bias);
        }

        public ReadOnlySpan<double> Row(int i) => Rows.AsSpan(i * MidpointRadius.Stride(Inputs), Inputs);
    }

    /// <summary>σ_i(h_i), one function for all units or one for each.</summary>
    public sealed record ActivationStep(int Width, ImmutableArray<ActivationEnclosure> Units) : BoundStep(Width, Width)
    {
        /// <summary>How many units to run: whole vectors where that is cheaper; what is computed in the padding is never read.</summary>
        public int Padded { get; } = Units[0].IsVectorised ? MidpointRadius.Stride(Width) : Width;

        public ActivationEnclosure this[int unit] => Units[Units.Length == 1 ? 0 : unit];
    }

    /// <summary>Where a residual branch leaves the identity.</summary>
    public sealed record ForkStep(int Width) : BoundStep(Width, Width);

    /// <summary>Where node <paramref name="Fork"/> is added again.</summary>
    public sealed record JoinStep(int Width, int Fork) : BoundStep(Width, Width);
}
