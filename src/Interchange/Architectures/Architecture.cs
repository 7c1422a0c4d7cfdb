using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Interchange.StateDictionaries;

namespace TorchDynInspect.Interchange.Architectures;

/// <summary>
/// What a state dictionary leaves unsaid: how its linear layers are put together and which functions stand between them.
/// <code>
/// 2-64-64-2:tanh                      widths, the function after every hidden layer
/// 2-64-2:leaky_relu(slope=0.25):tanh  … and the function after the last layer
/// 2-2::tanh                           no hidden layer
/// [2-64-2:tanh]x4                     four residual blocks h ↦ h + g(h), g = 2-64-2:tanh
/// 3-[8-64-8:relu]x4-1                 a linear lift 3 → 8, four blocks, a linear readout 8 → 1
/// 3-[8-64-8:relu]x4-1:sigmoid         … and a function after all
/// {2-32-2:tanh}                       the flow of the field 2-32-2:tanh over the time 1, by dopri5
/// 3-{4-32-4:tanh}(time=2)-1           … over the time 2, with a lift and a readout
/// {3-32-2:tanh}(solver=rk4,steps=20)  a field of a state of dimension 2 that sees the time as its last input
/// 1-{3-32-3:tanh}(added=2)-1          … with two added coordinates, 0 at the start
/// </code>
/// </summary>
/// <remarks>
/// Keys: a perceptron has <c>layer0.weight, layer0.bias, layer1.weight, …</c>; a residual network <c>lift.weight</c>,
/// <c>block0.layer0.weight, …</c>,
/// <c>readout.weight</c>; a neural ODE <c>lift.weight</c>, <c>field.layer0.weight, …</c>, <c>readout.weight</c>. A flow may state time, start (the time
/// at the start), added, solver, steps, rtol and atol; what it does not is time 1, dopri5 with rtol 1e−6 and atol 1e−8, ten steps of a fixed-step scheme. The slopes of a prelu may stand among them (<c>activation0.weight</c>, one number or one for each unit). A
/// dictionary with other keys, e.g. torch's <c>0.weight, 0.bias, 2.weight, …</c>, is matched layer by layer in its order.
/// </remarks>
public sealed record Architecture
{
    internal Architecture(MlpShape mlp)
    {
        Mlp = mlp;
    }

    internal Architecture(int? lift, ImmutableArray<MlpShape> blocks, int? readout, Activation? output)
    {
        (Lift, Blocks, Readout, Output) = (lift, blocks, readout, output);
    }

    internal Architecture(int? lift, FlowShape flow, int? readout, Activation? output)
    {
        (Lift, Flow, Readout, Output) = (lift, flow, readout, output);
    }

    internal MlpShape? Mlp { get; }

    internal FlowShape? Flow { get; }

    internal int? Lift { get; }

    internal ImmutableArray<MlpShape> Blocks { get; } = [];

    internal int? Readout { get; }

    internal Activation? Output { get; }

    /// <summary>Dimension of the input.</summary>
    public int Inputs => Mlp?.Widths[0] ?? Lift ?? Flow?.Width ?? Blocks[0].Widths[0];

    /// <summary>Dimension of the output.</summary>
    public int Outputs => Mlp?.Widths[^1] ?? Readout ?? Flow?.Width ?? Blocks[^1].Widths[^1];

    /// <summary>The linear layers this architecture needs, first applied first.</summary>
    internal ImmutableArray<LinearSlot> Slots => Mlp is not null ? [.. Mlp.Slots(string.Empty)] : [.. InnerSlots()];

    /// <summary>Reads an architecture from its text.</summary>
    /// <param name="text">E.g. "2-64-64-2:tanh".</param>
    /// <exception cref="InvalidInputException">The text is no architecture; the message says at which character.</exception>
    public static Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ArchitectureParser(text).Parse();
    }

    /// <summary>The architecture of a network.</summary>
    /// <param name="network">A network.</param>
    /// <exception cref="InvalidInputException">The network is no perceptron and no residual network with one function
    /// throughout.</exception>
    public static Architecture Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return ArchitectureReading.Of(network) ?? throw new InvalidInputException(
            "network: has no --arch form (one function after all hidden layers, one after the last, or residual blocks of this kind), "
            + "expected the JSON network file");
    }

    /// <summary>The network with the weights of a state dictionary.</summary>
    /// <param name="dictionary">Its linear layers must have this architecture's shapes.</param>
    /// <param name="file">The name that faults carry.</param>
    /// <exception cref="InvalidInputException">A layer is missing, left over, of another shape or not finite; the message names the
    /// entry.</exception>
    public Network ToNetwork(StateDictionary dictionary, string file)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        (List<LinearLayer> found, List<StateTensor> slopes) = LinearLayer.In(dictionary, file);
        WeightSource weights = new(this, new SlotMatching(this, file).Match(found), slopes, file);
        Network network = Mlp?.ToNetwork(weights) ?? (Flow is not null ? FlowNetwork(Flow, weights) : ResidualNetwork(weights));
        weights.RequireAllTaken();
        return network;
    }

    /// <inheritdoc/>
    public bool Equals(Architecture? other) =>
        other is not null && Equals(Mlp, other.Mlp) && Equals(Flow, other.Flow) && Equals(Output, other.Output)
        && Lift == other.Lift && Readout == other.Readout && Blocks.SequenceEqual(other.Blocks);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Mlp, Flow, Lift, Readout, Blocks.Length);

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        if (Mlp is not null)
        {
            return Mlp.ToString();
        }

        List<string> parts = Flow is null ? [] : [Flow.ToString()];
        for (int i = 0, run; i < Blocks.Length; i += run)
        {
            run = Blocks.Skip(i).TakeWhile(block => block.Equals(Blocks[i])).Count();
            parts.Add($"[{Blocks[i]}]" + (run == 1 ? string.Empty : $"x{run}"));
        }

        return (Lift is null ? string.Empty : $"{Lift}-")
            + string.Join('-', parts)
            + (Readout is null ? string.Empty : $"-{Readout}")
            + (Output is null ? string.Empty : $":{FunctionText.Write(Output)}");
    }

    private Network FlowNetwork(FlowShape flow, WeightSource weights)
    {
        Layer[]? lift = Lift is null ? null : [weights.NextAffine()];
        ImmutableArray<Layer> field = flow.Field.Layers(weights);
        Layer[]? readout = Readout is null ? null : [weights.NextAffine()];
        IReadOnlyList<Layer> layers = flow.Layout.Assemble(lift, field, readout);
        return new Network(Inputs, Output is null ? layers : [.. layers, weights.Next(Output, Outputs)]);
    }

    private Network ResidualNetwork(WeightSource weights)
    {
        List<Layer> layers = [];
        if (Lift is not null)
        {
            layers.Add(weights.NextAffine());
        }

        layers.AddRange(Blocks.Select(block => new Residual(block.ToNetwork(weights))));
        if (Readout is not null)
        {
            layers.Add(weights.NextAffine());
        }

        if (Output is not null)
        {
            layers.Add(weights.Next(Output, Outputs));
        }

        return new Network(Inputs, layers);
    }

    private IEnumerable<LinearSlot> InnerSlots()
    {
        if (Lift is { } inputs)
        {
            yield return new LinearSlot("lift", Flow?.Width ?? Blocks[0].Widths[0], inputs);
        }

        foreach (LinearSlot slot in Flow?.Field.Slots("field.") ?? Blocks.SelectMany((block, k) => block.Slots($"block{k}.")))
        {
            yield return slot;
        }

        if (Readout is { } outputs)
        {
            yield return new LinearSlot("readout", outputs, Flow?.Phase ?? Blocks[^1].Widths[^1]);
        }
    }
}
