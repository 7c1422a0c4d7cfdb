using TorchSharp.Serialization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers about one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Sets the state before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Writes the state.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads the state.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies the state.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Whether another state is the same but for rounding.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>There is one device here: the state stays where it is.</summary>
    public virtual void to(Device device)
    {
    }

    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is not null)
            DatFormat.WriteTensor(writer, tensor);
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        var read = reader.ReadBoolean() ? LoadTensor(reader) : null;
        result?.Dispose();
        result = read;
    }

    private protected static Tensor LoadTensor(BinaryReader reader) =>
        DatFormat.ReadTensor(reader, "optimizer state").DetachFromDisposeScope();

    private protected static Tensor? Copy(Tensor? source) => source?.clone().DetachFromDisposeScope();

    private protected Tensor Zeros() => zeros_like(_parameter).DetachFromDisposeScope();

    private protected static bool Close(Tensor? a, Tensor? b) => a is null || b is null ? a is null && b is null : a.allclose(b);

    private protected static void Replace(ref Tensor? target, Tensor? source)
    {
        target?.Dispose();
        target = source;
    }
}
