using System.Numerics;

namespace TorchSharp;

public static partial class torch
{
    // As torch.tensor, with the type and device to convert to.
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromArray(data, dtype, device, false);
    public static Tensor as_tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<short>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(IList<Complex> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<Complex>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<sbyte>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(IList<(float, float)> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<(float, float)>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<bool>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<byte>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<double>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<float>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<int>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<long>(rawArray.ToArray(), [rawArray.Count], dtype, device, false);
    public static Tensor as_tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<short>(rawArray, [rawArray.Length], dtype, device, false);
    public static Tensor as_tensor(Complex[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<Complex>(rawArray, [rawArray.Length], dtype, device, false);
    public static Tensor as_tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<sbyte>(rawArray, [rawArray.Length], dtype, device, false);
    public static Tensor as_tensor((float, float)[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<(float, float)>(rawArray, [rawArray.Length], dtype, device, false);
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);
    public static Tensor as_tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<bool>(rawArray, [rawArray.Length], dtype, device, false);
    public static Tensor as_tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<byte>(rawArray, [rawArray.Length], dtype, device, false);
    public static Tensor as_tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<double>(rawArray, [rawArray.Length], dtype, device, false);
    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<float>(rawArray, [rawArray.Length], dtype, device, false);
    public static Tensor as_tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<int>(rawArray, [rawArray.Length], dtype, device, false);
    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Creation.FromMemory<long>(rawArray, [rawArray.Length], dtype, device, false);
}
