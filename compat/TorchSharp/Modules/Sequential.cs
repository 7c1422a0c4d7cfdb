using System.Globalization;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// A chain of modules, each applied to the result of the one before. The results in between are disposed: a hook that wants to keep
/// one must copy it.
/// </summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.Module<Tensor, Tensor>> chain = [];

    /// <summary>A chain of modules under the given names.</summary>
    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach (var (name, submodule) in modules)
            append(name, submodule);
    }

    /// <summary>A chain of modules under the names "0", "1", …</summary>
    protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : base(nameof(Sequential))
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach (var module in modules)
            append(module);
    }

    /// <summary>The number of modules in the chain.</summary>
    public int Count => chain.Count;

    /// <summary>The module at a position.</summary>
    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => chain[index];

    /// <summary>A chain of the modules from start up to, not including, end. It shares them with this one.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => this[(index.start ?? 0)..(index.end ?? Count)];

    /// <summary>A chain of the modules in the range. It shares them with this one.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[Range index]
    {
        get
        {
            var (offset, length) = index.GetOffsetAndLength(Count);
            return new Sequential(named_children().Skip(offset).Take(length)
                .Select(child => (child.name, (nn.Module<Tensor, Tensor>)child.module)).ToArray());
        }
    }

    /// <summary>Adds a module at the end, under its position as name.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>Adds a module at the end.</summary>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (module is not nn.Module<Tensor, Tensor> link)
            throw new ArgumentException($"{module.GetType().Name}: expected a module from a tensor to a tensor.", nameof(module));
        register_module(name, link);
        chain.Add(link);
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        var value = tensor;
        foreach (var link in chain)
        {
            var next = link.call(value);
            if (!ReferenceEquals(value, tensor) && !ReferenceEquals(value, next))
                value.Dispose();
            value = next;
        }
        return ReferenceEquals(value, tensor) ? tensor.alias() : value;
    }
}
