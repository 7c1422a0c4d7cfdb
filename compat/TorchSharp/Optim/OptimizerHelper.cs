using TorchSharp.Serialization;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers with groups of parameters and a state per parameter share.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults = new();

    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    public OptimizerHelper()
    {
    }

    /// <summary>The options of the groups and the state of the parameters; the objects are the optimizer's own.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            var positions = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                positions.Add(dictionary.State.Count);
                dictionary.State.Add(_state[parameter.Handle]);
            }
            dictionary.StateIndexRef.Add(positions);
        }
        return dictionary;
    }

    /// <summary>Copies options and state from another optimizer of the same kind over parameters of the same shapes.</summary>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        var own = this.state_dict();
        RequireCounts(own, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (target, source) in own.Options.Zip(state_dict.Options))
        {
            if (!ReferenceEquals(target, source))
                target.LoadStateDict(source);
        }
        foreach (var (target, source) in own.State.Zip(state_dict.State))
        {
            if (!ReferenceEquals(target, source))
                target.LoadStateDict(source);
        }
    }

    /// <summary>Writes options and state to a file.</summary>
    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    /// <summary>Writes options and state: the optimizer's name, the numbers of groups and parameters, the options, the states.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var own = state_dict();
        writer.Write(GetType().Name);
        DatFormat.WriteNumber(writer, own.Options.Count);
        DatFormat.WriteNumber(writer, own.State.Count);
        own.Options.ForEach(options => options.SaveStateDict(writer));
        own.State.ForEach(state => state.SaveStateDict(writer));
    }

    /// <summary>Reads options and state from a file.</summary>
    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It was written by another kind of optimizer.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var kind = DatFormat.ReadName(reader, 0);
        if (kind != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer state: expected that of {GetType().Name}, found that of {kind}.");
        var own = state_dict();
        RequireCounts(own, DatFormat.ReadNumber(reader, "number of groups"), DatFormat.ReadNumber(reader, "number of parameters"));
        own.Options.ForEach(options => options.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    /// <summary>There is one device here: the state stays where it is.</summary>
    public void to(Device device)
    {
        foreach (var (_, state) in _state)
            state.to(device);
    }

    /// <summary>Adds a group as it is; the optimizers fill in their defaults first.</summary>
    public override void add_param_group(ParamGroup param_group)
    {
        ArgumentNullException.ThrowIfNull(param_group);
        param_group.Freeze();
        _parameter_groups.Add(param_group);
    }

    /// <summary>Evaluates the closure, then applies <paramref name="body"/> to every group, outside of autograd.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var on = enable_grad();
            loss = loss_closure();
        }
        using var off = no_grad();
        foreach (var group in _parameter_groups)
            body((T)group);
        return loss;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var (_, state) in _state)
                (state as IDisposable)?.Dispose();
            _state.Clear();
        }
        base.Dispose(disposing);
    }

    /// <summary>Adds a group whose options are complete, with a fresh state for each of its parameters.</summary>
    private protected void Enter(ParamGroup group, Func<Parameter, OptimizerState> create)
    {
        group.Options.InitialLearningRate = group.LearningRate;
        group.Freeze();
        foreach (var parameter in group.Members)
        {
            if (_state.ContainsKey(parameter.Handle))
                throw new ArgumentException("A parameter appears twice in the optimizer.", nameof(group));
            var state = create(parameter);
            state.Initialize(group.Options);
            _state[parameter.Handle] = state;
        }
        _parameter_groups.Add(group);
    }

    private protected static void Require(bool holds, string expectation)
    {
        if (!holds)
            throw new ArgumentException(expectation);
    }

    private static void RequireCounts(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count || states != own.State.Count)
        {
            throw new ArgumentException(
                $"Mismatched optimizer state: expected {own.Options.Count} groups and {own.State.Count} parameters, found {groups} and {states}.");
        }
    }
}
