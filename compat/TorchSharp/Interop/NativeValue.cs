using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>What a <see cref="NativeValue"/> holds; the order is that of native/torchshim.cpp.</summary>
internal enum Tag
{
    None, Tensor, Int, Double, Bool, Complex, IntList, DoubleList, BoolList, TensorList, String, Generator, Device, Default,
}

/// <summary>A tagged value that crosses the border, argument or result.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    internal Tag Tag;
    internal int Count;
    internal long Bits;
    internal double Imaginary;
}

/// <summary>What the shim tells about a tensor in one call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorInfo
{
    internal long NumberOfElements;
    internal long StorageOffset;
    internal IntPtr Data;
    internal int Dimensions;
    internal int DataType;
    internal int DeviceType;
    internal int DeviceIndex;
    internal int ElementSize;
    internal int Contiguous;
    internal int Lazy;
    internal int Sparse;
}
