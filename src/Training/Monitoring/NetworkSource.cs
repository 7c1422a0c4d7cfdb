using TorchDynInspect.Dynamics.Networks;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>Reads a module as a network, again and again while its weights move.</summary>
internal sealed class NetworkSource(nn.Module<Tensor, Tensor> module)
{
    public Network Read() => throw new NotImplementedException(module.GetName());
}
