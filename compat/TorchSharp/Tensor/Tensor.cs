namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor of libtorch. It owns its native object until disposed, by itself or by the <see cref="DisposeScope"/> it was created in;
    /// the finalizer releases what was forgotten.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        private IntPtr handle;

        /// <summary>Takes the ownership of a native tensor and registers it with the current scope.</summary>
        internal Tensor(IntPtr handle)
        {
            this.handle = handle;
            Count(1);
            DisposeScopeManager.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many tensors are alive in this process.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        /// <summary>The largest value <see cref="TotalCount"/> ever had.</summary>
        public static long PeakCount => Interlocked.Read(ref peakCount);

        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Tensor), "the tensor was disposed");

        public bool IsInvalid => handle == 0;

        /// <summary>The scope that will dispose this tensor, or null.</summary>
        internal DisposeScope? OwningDisposeScope { get; set; }

        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Gives up the ownership of the native tensor, which the caller must release.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            var native = Interlocked.Exchange(ref handle, 0);
            if (native == 0)
            {
                return 0;
            }
            GC.SuppressFinalize(this);
            Count(-1);
            OwningDisposeScope?.MarkAsDisposed(this);
            return native;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var native = Interlocked.Exchange(ref handle, 0);
            if (native == 0)
            {
                return;
            }
            Native.tds_tensor_free(native);
            Count(-1);
            if (disposing)
            {
                OwningDisposeScope?.MarkAsDisposed(this);
            }
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is { } scope)
            {
                scope.MoveToOther(other, this);
            }
            else
            {
                other.Attach(this);
            }
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other)
        {
            if (other.OwningDisposeScope is { } scope)
            {
                return MoveToOtherDisposeScope(scope);
            }
            return DetachFromDisposeScope();
        }

        /// <summary>Whether two tensors have the same type, shape and elements.</summary>
        public bool Equals(Tensor target) =>
            target is not null && (ReferenceEquals(this, target) || (dtype == target.dtype && Ops.equal.CallBool(this, target)));

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        private static void Count(int change)
        {
            var now = Interlocked.Add(ref totalCount, change);
            long peak;
            while (now > (peak = Interlocked.Read(ref peakCount)))
            {
                Interlocked.CompareExchange(ref peakCount, now, peak);
            }
        }
    }
}
