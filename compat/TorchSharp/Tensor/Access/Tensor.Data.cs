using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    // Elements as managed numbers.
    public partial class Tensor
    {
        public TensorAccessor<T> data<T>() where T : unmanaged => new(this);

        /// <summary>The only element of a tensor, which must be of type T.</summary>
        public unsafe T item<T>() where T : unmanaged
        {
            if (numel() != 1)
            {
                throw new ArgumentException($"only a tensor with one element has an item; this one has {numel()}");
            }
            if (Creation.TypeOf(typeof(T)) != dtype)
            {
                throw new ArgumentException($"the tensor holds {dtype}, not {typeof(T).Name}");
            }
            return Single<T>();
        }

        /// <summary>The only element, with its type.</summary>
        public Scalar ToScalar() => dtype switch
        {
            ScalarType.Byte => item<byte>(),
            ScalarType.Int8 => item<sbyte>(),
            ScalarType.Int16 => item<short>(),
            ScalarType.Int32 => item<int>(),
            ScalarType.Int64 => item<long>(),
            ScalarType.Bool => item<bool>(),
            ScalarType.Float16 => item<Half>(),
            ScalarType.Float32 => item<float>(),
            ScalarType.Float64 => item<double>(),
            ScalarType.ComplexFloat32 => item<(float, float)>(),
            ScalarType.ComplexFloat64 => item<System.Numerics.Complex>(),
            _ => this.ToSingle().ToBFloat16Scalar(),
        };

        /// <summary>The memory of a contiguous tensor on the CPU.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var info = Info;
                if (info.Contiguous == 0 || info.Lazy != 0)
                {
                    throw new NotImplementedException("bytes of a tensor that is not contiguous: call contiguous() first");
                }
                if (info.DeviceType != (int)DeviceType.CPU)
                {
                    throw new InvalidOperationException("bytes reads memory of the CPU: call cpu() first");
                }
                return new Span<byte>((void*)info.Data, checked((int)(info.NumberOfElements * info.ElementSize)));
            }

            set
            {
                var target = bytes;
                if (value.Length != target.Length)
                {
                    throw new ArgumentException($"the tensor has {target.Length} bytes, the source {value.Length}");
                }
                value.CopyTo(target);
            }
        }

        public byte ReadCpuByte(long i) => Read<byte>(i);
        public sbyte ReadCpuSByte(long i) => Read<sbyte>(i);
        public short ReadCpuInt16(long i) => Read<short>(i);
        public int ReadCpuInt32(long i) => Read<int>(i);
        public long ReadCpuInt64(long i) => Read<long>(i);
        public bool ReadCpuBool(long i) => Read<bool>(i);
        public float ReadCpuFloat16(long i) => (float)Read<Half>(i);
        public float ReadCpuSingle(long i) => Read<float>(i);
        public double ReadCpuDouble(long i) => Read<double>(i);

        /// <summary>The element as T, which must be the tensor's type; for the cast of any type see the extension methods.</summary>
        internal unsafe T Single<T>() where T : unmanaged
        {
            var info = Info;
            if (info.Data == 0)
            {
                throw new InvalidOperationException($"a tensor on {device} has no element to read: call cpu() first");
            }
            if (info.Lazy != 0)
            {
                using var plain = resolve_conj();
                using var plainer = plain.resolve_neg();
                return *(T*)plainer.Info.Data;
            }
            var value = *(T*)info.Data;
            GC.KeepAlive(this);
            return value;
        }

        private T Read<T>(long i) where T : unmanaged
        {
            using var accessor = data<T>();
            return accessor.At(i);
        }
    }
}
