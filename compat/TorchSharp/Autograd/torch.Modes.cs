namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => Native.tds_grad_enabled() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Native.tds_inference_enabled() != 0;

    /// <summary>Whether operations of this thread are recorded for derivatives, until disposed.</summary>
    private sealed class GradMode : IDisposable
    {
        private readonly bool previous = is_grad_enabled();
        private bool disposed;

        internal GradMode(bool enabled) => Native.tds_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose()
        {
            if (!disposed)
            {
                disposed = true;
                Native.tds_set_grad_enabled(previous ? 1 : 0);
            }
        }
    }

    private sealed class InferenceMode : IDisposable
    {
        private IntPtr guard;

        internal unsafe InferenceMode(bool enabled)
        {
            IntPtr entered;
            Native.Check(Native.tds_inference_enter(enabled ? 1 : 0, &entered));
            guard = entered;
        }

        public void Dispose()
        {
            if (guard != 0)
            {
                Native.tds_inference_leave(guard);
                guard = 0;
            }
        }
    }
}
