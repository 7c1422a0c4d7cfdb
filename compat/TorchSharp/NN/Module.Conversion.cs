using System.Reflection;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves and converts the parameters and buffers of this module and of those below it.</summary>
            /// <remarks>
            /// A parameter that changes is replaced by a new one and the old one is disposed, as in TorchSharp: build the optimizer
            /// after the conversion. Gradients are converted with their parameters. Integer buffers keep their element type.
            /// </remarks>
            /// <exception cref="ArgumentException"><paramref name="dtype"/> is neither a floating-point nor a complex type.</exception>
            /// <exception cref="InvalidOperationException">The device is not the CPU.</exception>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireConvertible(dtype);
                RequireProcessor(device.type);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            /// <inheritdoc cref="_to(Device, ScalarType, bool)"/>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                RequireProcessor(deviceType);
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            /// <inheritdoc cref="_to(Device, ScalarType, bool)"/>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireConvertible(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            /// <summary>Converts to the element type of <paramref name="other"/> and moves to its device.</summary>
            public Module _to(Tensor other, bool non_blocking)
            {
                ArgumentNullException.ThrowIfNull(other);
                return _to(other.dtype, non_blocking)._to(other.device_type, other.device_index, non_blocking);
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                    child._to(dtype, non_blocking);
                ConvertOwnTensors(dtype);
            }

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, non_blocking);

            /// <summary>There is one device here, so that moving leaves every tensor where it is.</summary>
            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                    child._to(deviceType, deviceIndex, non_blocking);
            }

            /// <summary>The device and element type a layer is built with when the caller names none.</summary>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? CPU, dtype ?? get_default_dtype());

            internal static ScalarType LayerType(Device? device, ScalarType? dtype)
            {
                var (place, type) = GetDefaultDeviceAndType(device, dtype);
                RequireProcessor(place.type);
                RequireConvertible(type);
                return type;
            }

            private static void RequireConvertible(ScalarType dtype)
            {
                if (!IsFloatingOrComplex(dtype))
                    throw new ArgumentException($"Modules hold floating-point or complex numbers, not {dtype}.", nameof(dtype));
            }

            internal static void RequireProcessor(DeviceType type)
            {
                if (type != DeviceType.CPU)
                    throw new InvalidOperationException($"This engine computes on the CPU only, not on {type}.");
            }

            private static bool IsFloatingOrComplex(ScalarType type) => type
                is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64
                or ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

            private void ConvertOwnTensors(ScalarType dtype)
            {
                var fields = new Dictionary<string, FieldInfo>();
                foreach (var field in GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                    fields.TryAdd(field.ComponentName(), field);

                foreach (var component in _internal_params.Keys.ToList())
                {
                    var parameter = _internal_params[component];
                    if (parameter.dtype == dtype || !IsFloatingOrComplex(parameter.dtype))
                        continue;
                    var converted = Convert(parameter, dtype);
                    _internal_params[component] = converted;
                    if (fields.TryGetValue(component, out var field))
                        field.SetValue(this, converted);
                    parameter.Dispose();
                }
                foreach (var component in _internal_buffers.Keys.ToList())
                {
                    var (buffer, persistent) = _internal_buffers[component];
                    if (buffer.dtype == dtype || !IsFloatingOrComplex(buffer.dtype))
                        continue;
                    var converted = buffer.to_type(dtype).DetachFromDisposeScope();
                    _internal_buffers[component] = (converted, persistent);
                    if (fields.TryGetValue(component, out var field))
                        field.SetValue(this, converted);
                    buffer.Dispose();
                }
            }

            private static Modules.Parameter Convert(Modules.Parameter parameter, ScalarType dtype)
            {
                using var off = no_grad();
                var converted = new Modules.Parameter(parameter.to_type(dtype), parameter.requires_grad);
                converted.DetachFromDisposeScope();
                using var gradient = parameter.grad;
                if (gradient is not null)
                {
                    using var convertedGradient = gradient.to_type(dtype);
                    converted.grad = convertedGradient;
                }
                return converted;
            }
        }
    }
}
