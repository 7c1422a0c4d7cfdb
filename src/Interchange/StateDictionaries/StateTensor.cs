using System.Collections.Immutable;
using TorchDynInspect.Dynamics;

namespace TorchDynInspect.Interchange.StateDictionaries;

/// <summary>One named tensor of a state dictionary.</summary>
public sealed record StateTensor
{
    /// <summary>Creates a tensor of floating-point numbers.</summary>
    /// <param name="name">The key, e.g. "layer0.weight".</param>
    /// <param name="shape">The size along every dimension; empty for a scalar.</param>
    /// <param name="dataType">How the numbers are, or were, stored; a floating-point type.</param>
    /// <param name="values">The numbers in row-major order; every stored type converts to double exactly.</param>
    /// <exception cref="InvalidInputException">The number of values is not the product of the shape, or the type is not
    /// floating-point.</exception>
    public StateTensor(string name, IEnumerable<int> shape, StateDataType dataType, ReadOnlyMemory<double> values)
        : this(name, shape, dataType)
    {
        Values = values;
        if (!IsFloatingPoint || !Fits(values.Length))
        {
            throw new InvalidInputException(
                $"entry {InputFault.Quote(name)}: has {values.Length} values of type {dataType}, "
                + $"expected floating-point values of shape {ShapeText}");
        }
    }

    private StateTensor(string name, IEnumerable<int> shape, StateDataType dataType)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Shape = [.. shape];
        DataType = dataType;
    }

    /// <summary>The key.</summary>
    public string Name { get; }

    /// <summary>The size along every dimension; empty for a scalar.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>How the numbers are stored.</summary>
    public StateDataType DataType { get; }

    /// <summary>Row-major values of a floating-point tensor; empty for integers and booleans, which carry no weights.</summary>
    public ReadOnlyMemory<double> Values { get; }

    /// <summary>Whether the tensor holds floating-point numbers.</summary>
    public bool IsFloatingPoint =>
        DataType is StateDataType.Float16 or StateDataType.BFloat16 or StateDataType.Float32 or StateDataType.Float64;

    // A zero anywhere makes the tensor empty, however large the other sizes; otherwise the product grows and is compared before it can
    // overflow.
    private bool Fits(int count)
    {
        long product = Shape.Contains(0) ? 0 : 1;
        for (int i = 0; i < Shape.Length && product is > 0 and <= int.MaxValue; i++)
        {
            product *= Shape[i];
        }

        return product == count;
    }

    /// <summary>A tensor of integers or booleans: named and shaped, its values left out.</summary>
    internal static StateTensor WithoutValues(string name, IEnumerable<int> shape, StateDataType dataType) => new(name, shape, dataType);

    /// <summary>The shape as people write it: "64×2", or "scalar".</summary>
    internal string ShapeText => Shape.IsEmpty ? "scalar" : string.Join('×', Shape);
}
