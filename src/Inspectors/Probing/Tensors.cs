using TorchDynInspect.Dynamics;
using TorchDynInspect.Inspectors.Verification;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Probing;

/// <summary>Checks a module's tensors at the door.</summary>
internal static class Tensors
{
    /// <summary>The type and device the module computes in: those of its first parameter, or of its first floating buffer, or float64 on the CPU.</summary>
    /// <exception cref="InvalidInputException">A tensor is disposed, NaN or infinite; the message names it.</exception>
    public static (ScalarType Dtype, Device Device) Check(nn.Module module)
    {
        (ScalarType, Device)? found = null;
        foreach ((string name, Tensor tensor) in Named(module))
        {
            if (tensor.IsInvalid)
            {
                throw new InvalidInputException($"{name}: is disposed, expected a live tensor");
            }

            if (!tensor.is_floating_point())
            {
                if (tensor.is_complex())
                {
                    throw new InvalidInputException($"{name}: is {DataTypes.Name(tensor.dtype)}, expected a real floating type");
                }

                continue;
            }

            found ??= (tensor.dtype, tensor.device);
            RequireFinite(name, tensor);
        }

        return found ?? (ScalarType.Float64, CPU);
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Named(nn.Module module)
    {
        IEnumerable<(string, Tensor)> parameters;
        IEnumerable<(string, Tensor)> buffers;
        try
        {
            parameters = [.. module.named_parameters().Select(entry => ($"parameter {entry.name}", (Tensor)entry.parameter))];
            buffers = [.. module.named_buffers().Select(entry => ($"buffer {entry.name}", entry.buffer))];
        }
        catch (InvalidOperationException e)
        {
            // TorchSharp asks disposed tensors for their handles while it lists them.
            throw new InvalidInputException($"module ({module.GetType().Name}): is disposed, expected a live module", e);
        }

        return [.. parameters, .. buffers];
    }

    private static void RequireFinite(string name, Tensor tensor)
    {
        double[] values = TensorBridge.Read(tensor);
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad < 0)
        {
            return;
        }

        long[] shape = tensor.shape;
        var index = new long[shape.Length];
        long rest = bad;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            (rest, index[axis]) = Math.DivRem(rest, shape[axis]);
        }

        throw new InvalidInputException($"{name}: entry {TensorBridge.Show(index)} is {values[bad]}, expected a finite number");
    }
}
