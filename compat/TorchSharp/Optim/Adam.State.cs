using TorchSharp.Serialization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adam
{
    /// <summary>What is remembered about one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public Tensor exp_avg = null!;
        public Tensor exp_avg_sq = null!;
        public Tensor? max_exp_avg_sq;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Replace(ref exp_avg!, Zeros());
            Replace(ref exp_avg_sq!, Zeros());
            Replace(ref max_exp_avg_sq, ((Options)options).amsgrad!.Value ? Zeros() : null);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            DatFormat.WriteTensor(writer, exp_avg);
            DatFormat.WriteTensor(writer, exp_avg_sq);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            Replace(ref exp_avg!, LoadTensor(reader));
            Replace(ref exp_avg_sq!, LoadTensor(reader));
            LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            if (source is not State other)
                throw new ArgumentException($"Expected the state of Adam, got {source.GetType()}.", nameof(source));
            step = other.step;
            Replace(ref exp_avg!, Copy(other.exp_avg));
            Replace(ref exp_avg_sq!, Copy(other.exp_avg_sq));
            Replace(ref max_exp_avg_sq, Copy(other.max_exp_avg_sq));
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step
                && Close(exp_avg, state.exp_avg)
                && Close(exp_avg_sq, state.exp_avg_sq)
                && Close(max_exp_avg_sq, state.max_exp_avg_sq);

        public void Dispose()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
            max_exp_avg_sq?.Dispose();
        }
    }
}
