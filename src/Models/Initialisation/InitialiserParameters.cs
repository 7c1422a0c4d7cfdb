namespace TorchDynInspect.Models.Initialisation;

/// <summary>Reads an initialiser's parameters and names the one that does not belong to it.</summary>
internal readonly struct InitialiserParameters(Initialiser initialiser)
{
    public void Allow(params ReadOnlySpan<string> names)
    {
        foreach (string given in initialiser.Parameters.Keys)
        {
            if (!names.Contains(given))
            {
                string expected = names.IsEmpty ? "no parameters" : string.Join(", ", names.ToArray());
                throw new ArgumentException($"initialiser \"{initialiser.Name}\": parameter \"{given}\" is unknown, expected {expected}");
            }
        }
    }

    public double Read(string name, double byDefault)
    {
        double value = initialiser.Parameters.GetValueOrDefault(name, byDefault);
        return double.IsFinite(value)
            ? value
            : throw new ArgumentException($"initialiser \"{initialiser.Name}\": {name} is {value}, expected a finite number");
    }

    public double Require(string name) => initialiser.Parameters.ContainsKey(name)
        ? Read(name, 0)
        : throw new ArgumentException($"initialiser \"{initialiser.Name}\": needs the parameter \"{name}\"");

    public double Gain()
    {
        if (initialiser.Nonlinearity is null)
        {
            return Read("gain", 1);
        }

        return initialiser.Parameters.ContainsKey("gain")
            ? throw new ArgumentException($"initialiser \"{initialiser.Name}\": has both a gain and a nonlinearity, expected one of them")
            : Initialisation.Gain.Of(initialiser.Nonlinearity);
    }
}
