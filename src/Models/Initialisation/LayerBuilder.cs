using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Models.Initialisation;

/// <summary>Builds a model's linear layers in order, drawing their parameters from one generator.</summary>
internal sealed class LayerBuilder : IDisposable
{
    private readonly ModelOptions options;
    private readonly Generator? generator;

    public LayerBuilder(ModelOptions options)
    {
        this.options = options;
        generator = options.Seed is long seed ? new Generator((ulong)seed, CPU) : null;
    }

    public Linear Linear(long inputs, long outputs)
    {
        // torch's Linear draws its parameters from the global generator; a seeded model must leave that one alone.
        using Tensor? state = generator is null ? null : get_rng_state();
        Linear layer = nn.Linear(inputs, outputs, options.Bias, options.Device, options.Dtype);
        if (state is not null)
        {
            set_rng_state(state);
        }

        if (generator is not null || options.WeightInitialiser.Name != "default")
        {
            Initialisers.Fill(layer.weight, options.WeightInitialiser, generator);
        }

        if (layer.bias is not { } bias)
        {
            return layer;
        }

        if (options.BiasInitialiser.Name != "default")
        {
            Initialisers.Fill(bias, options.BiasInitialiser, generator);
        }
        else if (generator is not null)
        {
            Initialisers.FillDefaultBias(bias, inputs, generator);
        }

        return layer;
    }

    public void Dispose() => generator?.Dispose();
}
