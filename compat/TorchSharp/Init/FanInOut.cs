namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Which number of connections a Kaiming initialisation keeps the variance over.</summary>
            public enum FanInOut
            {
                /// <summary>Those that enter a unit: the variance of the forward pass is kept.</summary>
                FanIn = 0,

                /// <summary>Those that leave a unit: the variance of the gradients is kept.</summary>
                FanOut = 1,
            }
        }
    }
}
