using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Probing;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>What a lowering may know: where the module stands, the shape it is given, and the means to read tensors and lower submodules.</summary>
public sealed class LoweringContext
{
    private readonly ModuleWalker walker;

    internal LoweringContext(ModuleWalker walker, string path, ImmutableArray<long> inputShape)
    {
        this.walker = walker;
        Path = path;
        InputShape = inputShape;
    }

    /// <summary>The module's dotted path below the inspected one; empty for the inspected module itself.</summary>
    public string Path { get; }

    /// <summary>Shape of one input, without the batch dimension.</summary>
    public ImmutableArray<long> InputShape { get; }

    /// <summary>Number of entries of one input.</summary>
    public int InputWidth => checked((int)InputShape.Aggregate(1L, (product, size) => product * size));

    internal long MaxDenseEntries => walker.Options.MaxDenseEntries;

    internal ScalarType Dtype => walker.Dtype;

    internal Device Device => walker.Device;

    /// <summary>The layers of a submodule, checked against it on probe points of its own.</summary>
    /// <param name="child">The submodule.</param>
    /// <param name="name">Its name in this module, for messages.</param>
    /// <param name="inputShape">Shape of one of its inputs; null for this module's.</param>
    /// <returns>Its network. Where the submodule cannot be lowered, neither can this module: it becomes opaque, with the submodule as the reason.</returns>
    public Network Lower(nn.Module<Tensor, Tensor> child, string name, ImmutableArray<long>? inputShape = null)
    {
        ArgumentNullException.ThrowIfNull(child);
        return walker.LowerApart(child, Path.Length == 0 ? name : $"{Path}.{name}", inputShape ?? InputShape);
    }

    /// <summary>A two-dimensional tensor as a matrix; every floating type converts exactly.</summary>
    /// <param name="tensor">Rows × columns; stays as it is.</param>
    public Matrix ReadMatrix(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        long[] shape = tensor.shape;
        return shape.Length == 2
            ? new Matrix((int)shape[0], (int)shape[1], TensorBridge.Read(tensor))
            : throw new InvalidInputException($"{Path}: a tensor of shape {TensorBridge.Show(shape)} is not a matrix");
    }

    /// <summary>All entries of a tensor in row-major order; every floating type converts exactly.</summary>
    /// <param name="tensor">Any shape; stays as it is.</param>
    public double[] ReadVector(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return TensorBridge.Read(tensor);
    }

    /// <summary>A parameter of the module itself, as doubles, or null where there is none.</summary>
    internal static double[]? ReadParameter(nn.Module module, string name) =>
        module.named_parameters(false).FirstOrDefault(entry => entry.name == name).parameter is { } parameter ? TensorBridge.Read(parameter) : null;

    /// <summary>A buffer of the module itself, as doubles, or null where there is none.</summary>
    internal static double[]? ReadBuffer(nn.Module module, string name) =>
        module.named_buffers(false).FirstOrDefault(entry => entry.name == name).buffer is { } buffer ? TensorBridge.Read(buffer) : null;
}
