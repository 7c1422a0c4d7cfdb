namespace TorchSharp;

public static partial class torch
{
    // What a tensor is: shape, type, place in memory.
    public partial class Tensor
    {
        internal unsafe TensorInfo Info
        {
            get
            {
                TensorInfo info;
                Native.Check(Native.tds_tensor_info(Handle, &info));
                GC.KeepAlive(this);
                return info;
            }
        }

        public long[] shape
        {
            get
            {
                var sizes = new long[ndim];
                CopyShape(sizes);
                return sizes;
            }
        }

        public long Dimensions => ndim;

        public long ndim
        {
            get
            {
                var dimensions = Native.tds_tensor_dim(Handle);
                GC.KeepAlive(this);
                return dimensions;
            }
        }

        public long NumberOfElements
        {
            get
            {
                var count = Native.tds_tensor_numel(Handle);
                GC.KeepAlive(this);
                return count;
            }
        }

        public ScalarType dtype
        {
            get
            {
                var type = (ScalarType)Native.tds_tensor_dtype(Handle);
                GC.KeepAlive(this);
                return type;
            }
        }

        public long ElementSize => Info.ElementSize;

        public Device device
        {
            get
            {
                var info = Info;
                return info.DeviceType == (int)DeviceType.CPU ? CPU : new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        public DeviceType device_type => (DeviceType)Info.DeviceType;

        public int device_index => Info.DeviceIndex;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Info.Sparse != 0;

        public long dim() => ndim;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long[] size() => shape;

        public long size(int dim) => shape[Wrap(dim)];

        public unsafe long[] stride()
        {
            var strides = new long[ndim];
            fixed (long* target = strides)
            {
                Native.Check(Native.tds_tensor_strides(Handle, target));
            }
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => stride()[Wrap(dim)];

        public long storage_offset() => Info.StorageOffset;

        public bool is_contiguous() => Info.Contiguous != 0;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        private unsafe void CopyShape(Span<long> target)
        {
            fixed (long* sizes = target)
            {
                if (target.Length > 0)
                {
                    Native.tds_tensor_sizes(Handle, sizes);
                }
            }
            GC.KeepAlive(this);
        }

        private int Wrap(int dim)
        {
            var count = (int)ndim;
            return dim >= -count && dim < count
                ? (dim + count) % count
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"a tensor of {count} dimensions has no dimension {dim}");
        }
    }
}
