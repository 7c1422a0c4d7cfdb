using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>A copy of a module's parameters and persistent buffers.</summary>
internal sealed class WeightsCopy : IDisposable
{
    private readonly Dictionary<string, Tensor> copies = [];

    public WeightsCopy(nn.Module module)
    {
        using IDisposable constant = no_grad();
        foreach ((string name, Tensor tensor) in module.state_dict())
        {
            copies.Add(name, tensor.detach().clone().DetachFromDisposeScope());
        }
    }

    /// <summary>Writes the copied values into the module, in place.</summary>
    public void WriteTo(nn.Module module)
    {
        using IDisposable constant = no_grad();
        foreach ((string name, Tensor tensor) in module.state_dict())
        {
            tensor.copy_(copies[name]);
        }
    }

    /// <summary>Writes the copies in TorchSharp's format.</summary>
    public void Save(BinaryWriter writer) => nn.Module.save_state_dict(writer, copies);

    public void Dispose()
    {
        foreach (Tensor copy in copies.Values)
        {
            copy.Dispose();
        }
    }
}
