namespace TorchDynInspect.Inspectors.Activity;

/// <summary>The bounds between which a bounded activation module's outputs lie, by class name.</summary>
internal readonly record struct OutputRange(double Lower, double Upper)
{
    public static OutputRange? Of(string type) => type switch
    {
        "Tanh" or "Softsign" or "Erf" or "Hardtanh" => new(-1, 1),
        "Sigmoid" or "Hardsigmoid" => new(0, 1),
        "ReLU6" => new(0, 6),
        "Arctan" => new(-Math.PI / 2, Math.PI / 2),
        _ => null,
    };
}
