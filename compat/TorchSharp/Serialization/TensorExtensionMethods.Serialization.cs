using TorchSharp.Serialization;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A tensor alone, as the entries of <see cref="nn.Module.save_state_dict"/> hold it after their name.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>Writes the tensor.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(writer);
        DatFormat.WriteTensor(writer, tensor);
    }

    /// <summary>Writes the tensor to a stream and closes it, as TorchSharp does.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    /// <summary>Writes the tensor to a file.</summary>
    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads into a tensor of the same type and shape; with <paramref name="skip"/> reads past it.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(reader);
        if (skip)
        {
            DatFormat.SkipTensor(reader, "tensor");
            return;
        }
        using var off = no_grad();
        using var read = DatFormat.ReadTensor(reader, "tensor", tensor);
        tensor.copy_(read);
    }

    /// <summary>Reads into a tensor of the same type and shape, or, where there is none, into a new one.</summary>
    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null)
            tensor = Load(reader, skip);
        else
            tensor.Load(reader, skip);
    }

    /// <summary>Reads a new tensor; with <paramref name="skip"/> its elements are zeros.</summary>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var tensor = DatFormat.ReadTensor(reader, "tensor");
        return skip ? tensor.zero_() : tensor;
    }
}
