using TorchDynInspect.Dynamics.Activations;

namespace TorchDynInspect.Dynamics.Tests.Activations;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_name_creates_the_function_of_that_name()
    {
        foreach (string name in ActivationCatalogue.Names)
        {
            Activation s = ActivationCatalogue.Create(name);
            Assert.Equal(name, s.Name);
            Assert.Equal(ActivationCatalogue.ParameterNames(name), s.Parameters.Select(p => p.Key));
            Assert.Equal(s, ActivationCatalogue.Create(name, s.Parameters.ToDictionary()));
        }
    }

    [Fact]
    public void Parameters_tell_functions_apart()
    {
        Assert.Equal(new LeakyRelu(0.3), ActivationCatalogue.Create("leaky_relu", new Dictionary<string, double> { ["slope"] = 0.3 }));
        Assert.NotEqual(new LeakyRelu(0.3), new LeakyRelu(0.4));
        Assert.NotEqual<Activation>(new LeakyRelu(0.25), new PRelu(0.25));
    }

    [Theory]
    [InlineData("tan", null, 0, "unknown activation 'tan', expected one of relu, leaky_relu")]
    [InlineData("tanh", "slope", 1, "activation 'tanh': unknown parameter 'slope', it takes none")]
    [InlineData("softplus", "slope", 1, "activation 'softplus': unknown parameter 'slope', expected beta or threshold")]
    [InlineData("softplus", "beta", 0, "activation 'softplus': beta is 0, expected a number from 1E-100 to 1E+100")]
    [InlineData("softplus", "threshold", -1, "activation 'softplus': threshold is -1, expected a finite number of at least 0")]
    [InlineData("leaky_relu", "slope", double.NaN, "activation 'leaky_relu': slope is NaN, expected a finite number")]
    [InlineData("elu", "alpha", double.PositiveInfinity, "activation 'elu': alpha is Infinity, expected a finite number")]
    [InlineData("hardtanh", "min", 1, "activation 'hardtanh': max is 1, expected a finite number above 1")]
    [InlineData("celu", "alpha", 0, "activation 'celu': alpha is 0, expected a number from 1E-100 to 1E+100")]
    [InlineData("hardshrink", "lambda", -0.5, "activation 'hardshrink': lambda is -0.5, expected a finite number of at least 0")]
    public void Bad_input_gets_one_clear_line(string name, string? parameter, double value, string message)
    {
        Dictionary<string, double>? parameters = parameter is null ? null : new() { [parameter] = value };
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => ActivationCatalogue.Create(name, parameters));
        Assert.StartsWith(message, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
