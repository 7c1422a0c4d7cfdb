using TorchSharp.Serialization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>What is remembered about one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public Tensor square_avg = null!;
        public Tensor? momentum_buffer;
        public Tensor? grad_avg;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Replace(ref square_avg!, Zeros());
            Replace(ref momentum_buffer, ((Options)options).momentum!.Value > 0 ? Zeros() : null);
            Replace(ref grad_avg, ((Options)options).centered!.Value ? Zeros() : null);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            DatFormat.WriteTensor(writer, square_avg);
            SaveConditionalStateTensor(writer, momentum_buffer);
            SaveConditionalStateTensor(writer, grad_avg);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            Replace(ref square_avg!, LoadTensor(reader));
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
            LoadConditionalStateTensor(reader, ref grad_avg, _parameter.device);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            if (source is not State other)
                throw new ArgumentException($"Expected the state of RMSProp, got {source.GetType()}.", nameof(source));
            step = other.step;
            Replace(ref square_avg!, Copy(other.square_avg));
            Replace(ref momentum_buffer, Copy(other.momentum_buffer));
            Replace(ref grad_avg, Copy(other.grad_avg));
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step
                && Close(square_avg, state.square_avg)
                && Close(momentum_buffer, state.momentum_buffer)
                && Close(grad_avg, state.grad_avg);

        public void Dispose()
        {
            square_avg.Dispose();
            momentum_buffer?.Dispose();
            grad_avg?.Dispose();
        }
    }
}
