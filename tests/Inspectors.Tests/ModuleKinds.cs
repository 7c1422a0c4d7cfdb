using TorchDynInspect.Models;
using TorchDynInspect.Models.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

/// <summary>One example of every module class that lowers, with its input shape.</summary>
internal static class ModuleKinds
{
    private static readonly Dictionary<string, (long[] Shape, Func<ScalarType, nn.Module<Tensor, Tensor>> Create)> All = new()
    {
        ["Linear"] = ([3], type => nn.Linear(3, 4, dtype: type)),
        ["Linear without bias"] = ([3], type => nn.Linear(3, 4, hasBias: false, dtype: type)),
        ["Linear along the last axis"] = ([2, 3], type => nn.Linear(3, 4, dtype: type)),
        ["Identity"] = ([3], _ => nn.Identity()),
        ["Dropout"] = ([3], _ => nn.Dropout(0.5)),
        ["Flatten"] = ([2, 3], _ => nn.Flatten()),
        ["BatchNorm1d"] = ([4], type => Trained(nn.BatchNorm1d(4, dtype: type), [16, 4], type)),
        ["BatchNorm1d over signals"] = ([2, 3], type => Trained(nn.BatchNorm1d(2, dtype: type), [16, 2, 3], type)),
        ["BatchNorm2d"] = ([2, 3, 3], type => Trained(nn.BatchNorm2d(2, dtype: type), [8, 2, 3, 3], type)),
        ["BatchNorm1d without affine"] = ([4], type => Trained(nn.BatchNorm1d(4, affine: false, dtype: type), [16, 4], type)),
        ["Conv1d"] = ([2, 7], type => nn.Conv1d(2, 3, 3, stride: 2, padding: 1, dtype: type)),
        ["Conv2d"] = ([2, 5, 6], type => nn.Conv2d(2, 4, 3, padding: 1, dtype: type)),
        ["Conv2d with stride, dilation and groups"] = ([2, 7, 6], type => nn.Conv2d(2, 4, 2, stride: 2, dilation: 2, groups: 2, dtype: type)),
        ["Conv2d circular without bias"] = ([1, 4, 4], type => nn.Conv2d(1, 2, 3, padding: 1, padding_mode: PaddingModes.Circular, bias: false, dtype: type)),
        ["AvgPool2d"] = ([2, 5, 5], _ => nn.AvgPool2d(2, stride: 2, padding: 1)),
        ["AdaptiveAvgPool2d"] = ([2, 5, 5], _ => nn.AdaptiveAvgPool2d([2, 2])),
        ["PReLU for one slope"] = ([3], type => nn.PReLU(1, 0.3, dtype: type)),
        ["PReLU a channel"] = ([3], type => Random(nn.PReLU(3, 0.3, dtype: type), 3)),
        ["PReLU a channel of images"] = ([2, 2, 2], type => Random(nn.PReLU(2, 0.3, dtype: type), 4)),
        ["in-place activations"] = ([3], type => nn.Sequential(nn.Linear(3, 4, dtype: type), nn.ReLU(inplace: true), nn.ELU(0.7, inplace: true))),
        ["nested Sequential"] = ([3], type => nn.Sequential(
            ("first", nn.Sequential(nn.Linear(3, 5, dtype: type), nn.Tanh())), ("drop", nn.Dropout()), ("last", nn.Linear(5, 2, dtype: type)))),
        ["image classifier"] = ([1, 8, 8], type => nn.Sequential(
            nn.Conv2d(1, 3, 3, dtype: type), Trained(nn.BatchNorm2d(3, dtype: type), [4, 3, 6, 6], type), nn.ReLU(), nn.AvgPool2d(2), nn.Flatten(),
            nn.Linear(27, 4, dtype: type))),
        ["Mlp"] = ([2], type => new Mlp(new MlpOptions(2, 8, 8, 3) { Activation = "gelu", OutputActivation = "softsign", Dtype = type, Seed = 1 })),
        ["ResidualNetwork"] = ([2], type => new ResidualNetwork(new ResidualNetworkOptions(2, 8, 3) { Activation = "silu", Dtype = type, Seed = 2 })),
        ["ResidualNetwork with lift and readout"] = ([3], type => new ResidualNetwork(
            new ResidualNetworkOptions(4, 8, 2) { Inputs = 3, Outputs = 1, OutputActivation = "sigmoid", Dtype = type, Seed = 3 })),
    };

    private static readonly ActivationChoice[] Parametrised =
    [
        Choice("leaky_relu", ("slope", 0.3)), Choice("hardtanh", ("min", -0.3), ("max", 1.7)), Choice("elu", ("alpha", 0.6)), Choice("celu", ("alpha", 1.8)),
        Choice("softplus", ("beta", 2.5), ("threshold", 5)), Choice("softplus", ("beta", 0.7)), Choice("hardshrink", ("lambda", 0.3)),
        Choice("softshrink", ("lambda", 0.85)),
    ];

    public static IEnumerable<string> Names =>
        [.. All.Keys, .. ActivationModules.Names.Select(name => $"activation {name}"), .. Parametrised.Select(choice => $"activation {choice}")];

    public static (long[] Shape, nn.Module<Tensor, Tensor> Module) Create(string name, ScalarType type)
    {
        if (!name.StartsWith("activation ", StringComparison.Ordinal))
        {
            return (All[name].Shape, All[name].Create(type));
        }

        ActivationChoice choice = Parametrised.FirstOrDefault(choice => $"activation {choice}" == name) ?? name["activation ".Length..];
        return ([3], nn.Sequential(nn.Linear(3, 3, dtype: type), ActivationModules.Create(choice, type)));
    }

    private static ActivationChoice Choice(string name, params (string Name, double Value)[] parameters) =>
        parameters.Aggregate((ActivationChoice)name, (choice, parameter) => choice.With(parameter.Name, parameter.Value));

    /// <summary>Running statistics far from the initial ones: one pass in training mode over data with another mean and scale.</summary>
    private static nn.Module<Tensor, Tensor> Trained(nn.Module<Tensor, Tensor> module, long[] shape, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        foreach (var parameter in module.parameters())
        {
            nn.init.uniform_(parameter, -1.5, 1.5);
        }

        for (int i = 0; i < 20; i++)
        {
            module.forward((5 * randn(shape, dtype: type)) + 7);
        }

        return module;
    }

    private static nn.Module<Tensor, Tensor> Random(nn.Module<Tensor, Tensor> module, long seed)
    {
        using var generator = new Generator((ulong)seed, CPU);
        nn.init.uniform_(module.parameters().Single(), -0.5, 1, generator);
        return module;
    }
}
