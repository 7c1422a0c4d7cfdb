using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Networks;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>
/// An immutable collection of lowerings for the user's own modules. What a lowering returns is checked against the module on the probe points, and refused by
/// name where they differ.
/// </summary>
public sealed class Lowerings
{
    private readonly ImmutableDictionary<Type, LoweringFunction> functions;

    private Lowerings(ImmutableDictionary<Type, LoweringFunction> functions) => this.functions = functions;

    /// <summary>No lowerings.</summary>
    public static Lowerings None { get; } = new(ImmutableDictionary<Type, LoweringFunction>.Empty);

    /// <summary>This collection with a lowering for <typeparamref name="TModule"/> and the classes derived from it that have none of their own.</summary>
    /// <param name="lowering">Gives the layers of a module, first applied first.</param>
    /// <typeparam name="TModule">The module class; a class of TorchSharp's replaces the standard lowering.</typeparam>
    public Lowerings With<TModule>(Func<TModule, LoweringContext, IEnumerable<Layer>> lowering)
        where TModule : nn.Module<Tensor, Tensor>
    {
        ArgumentNullException.ThrowIfNull(lowering);
        return new Lowerings(functions.SetItem(typeof(TModule), (module, context) => lowering((TModule)module, context)));
    }

    internal LoweringFunction? Find(Type type)
    {
        for (Type? t = type; t is not null; t = t.BaseType)
        {
            if (functions.TryGetValue(t, out LoweringFunction? function))
            {
                return function;
            }
        }

        return null;
    }
}
