namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers on the CPU (Mersenne Twister, as in PyTorch: the same seed gives the same numbers).</summary>
    public class Generator : IDisposable
    {
        private IntPtr handle;

        public unsafe Generator(ulong seed = 0, Device? device = null)
        {
            if (device is { type: not DeviceType.CPU })
            {
                throw new ArgumentException($"a generator on {device} is not available: this engine runs on the CPU");
            }
            IntPtr created;
            Native.Check(Native.tds_generator_new(seed, &created));
            handle = created;
        }

        private Generator(IntPtr handle) => this.handle = handle;

        ~Generator() => Dispose(false);

        /// <summary>The generator that operations without one of their own draw from.</summary>
        public static unsafe Generator Default
        {
            get
            {
                IntPtr found;
                Native.Check(Native.tds_generator_default(&found));
                return new Generator(found);
            }
        }

        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        public Device device => CPU;

        public Tensor get_state()
        {
            unsafe
            {
                IntPtr state;
                Native.Check(Native.tds_generator_get_state(Handle, &state));
                GC.KeepAlive(this);
                return new Tensor(state);
            }
        }

        public void set_state(Tensor value)
        {
            Native.Check(Native.tds_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
            GC.KeepAlive(this);
        }

        public Generator manual_seed(long seed)
        {
            Native.Check(Native.tds_generator_seed(Handle, (ulong)seed));
            return this;
        }

        public unsafe long seed()
        {
            ulong drawn;
            Native.Check(Native.tds_generator_reseed(Handle, &drawn));
            GC.KeepAlive(this);
            return (long)drawn;
        }

        public unsafe long initial_seed()
        {
            ulong first;
            Native.Check(Native.tds_generator_initial_seed(Handle, &first));
            GC.KeepAlive(this);
            return (long)first;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle != 0)
            {
                Native.tds_generator_free(handle);
                handle = 0;
            }
        }
    }
}
