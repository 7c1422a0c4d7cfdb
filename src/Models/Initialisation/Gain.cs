namespace TorchDynInspect.Models.Initialisation;

/// <summary>torch's recommended gains (torch.nn.init.calculate_gain), by torch's names.</summary>
public static class Gain
{
    /// <summary>The factor that keeps the variance of a layer's output when its nonlinearity follows.</summary>
    /// <param name="nonlinearity">"linear", "sigmoid", "tanh", "relu", "leaky_relu" or "selu".</param>
    /// <param name="slope">The negative slope of "leaky_relu"; ignored by the others.</param>
    /// <exception cref="ArgumentException">torch has no gain of that name.</exception>
    public static double Of(string nonlinearity, double slope = 0.01) => nonlinearity switch
    {
        "linear" or "sigmoid" or "conv1d" or "conv2d" or "conv3d" => 1,
        "tanh" => 5.0 / 3,
        "relu" => Math.Sqrt(2.0),
        "leaky_relu" => Math.Sqrt(2.0 / (1 + (slope * slope))),
        "selu" => 3.0 / 4,
        _ => throw new ArgumentException(
            $"nonlinearity \"{nonlinearity}\" has no gain, expected linear, sigmoid, tanh, relu, leaky_relu or selu", nameof(nonlinearity)),
    };
}
