using TorchSharp.Serialization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adagrad
{
    /// <summary>What is remembered about one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public Tensor sum = null!;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Replace(ref sum!, full_like(_parameter, ((Options)options).initial_accumulator_value!.Value).DetachFromDisposeScope());
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            DatFormat.WriteTensor(writer, sum);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            Replace(ref sum!, LoadTensor(reader));
        }

        public override void LoadStateDict(OptimizerState source)
        {
            if (source is not State other)
                throw new ArgumentException($"Expected the state of Adagrad, got {source.GetType()}.", nameof(source));
            step = other.step;
            Replace(ref sum!, Copy(other.sum));
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(sum, state.sum);

        public void Dispose()
        {
            sum.Dispose();
        }
    }
}
