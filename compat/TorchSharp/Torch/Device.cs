namespace TorchSharp;

public static partial class torch
{
    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            if (parts.Length > 2 || !TypeOf(parts[0], out var kind))
            {
                throw new ArgumentException($"'{description}' is not a device: expected TYPE or TYPE:INDEX, such as cpu or cuda:0");
            }
            type = kind;
            index = parts.Length < 2 ? DefaultIndex(kind)
                : int.TryParse(parts[1], out var number) && number >= 0 ? number
                : throw new ArgumentException($"'{description}' is not a device: '{parts[1]}' is no index");
        }

        public Device(string deviceType, int index = -1)
            : this(deviceType) => this.index = index < 0 ? this.index : index;

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index < 0 ? DefaultIndex(deviceType) : index;
        }

        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        public DeviceType type { get; }

        /// <summary>The number of the device among those of its type; −1 where there is only one.</summary>
        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return index < 0 ? name : $"{name}:{index}";
        }

        private static int DefaultIndex(DeviceType type) => type is DeviceType.CUDA ? 0 : -1;

        private static bool TypeOf(string name, out DeviceType type)
        {
            type = default;
            return name.Length > 0 && !char.IsDigit(name[0]) && Enum.TryParse(name, ignoreCase: true, out type);
        }
    }
}
