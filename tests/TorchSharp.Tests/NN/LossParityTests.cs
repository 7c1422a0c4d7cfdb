using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

public sealed class LossParityTests
{
    private static readonly JsonElement Section = Reference.Root.GetProperty("losses");

    private static readonly Dictionary<string, (string input, Func<nn.Reduction, nn.Module<Tensor, Tensor, Tensor>> loss, string target)> Losses = new()
    {
        ["mse"] = ("x", r => nn.MSELoss(r), "y"),
        ["l1"] = ("x", r => nn.L1Loss(r), "y"),
        ["smooth_l1"] = ("x", r => nn.SmoothL1Loss(r, 0.7), "y"),
        ["huber"] = ("x", r => nn.HuberLoss(0.7, r), "y"),
        ["cross_entropy"] = ("x", r => nn.CrossEntropyLoss(reduction: r), "classes"),
        ["cross_entropy weighted"] = ("x", r => new TorchSharp.Modules.CrossEntropyLoss(Value("weight"), 0, r, 0.1), "classes"),
        ["cross_entropy of probabilities"] = ("x", r => nn.CrossEntropyLoss(reduction: r), "target"),
        ["nll"] = ("x", r => nn.NLLLoss(Value("weight"), r), "classes"),
        ["bce"] = ("probability", r => nn.BCELoss(Value("element"), r), "target"),
        ["bce_with_logits"] = ("x", r => nn.BCEWithLogitsLoss(Value("element"), r, Value("weight")), "target"),
        ["kl_div"] = ("x", r => nn.KLDivLoss(true, r), "target"),
    };

    public static TheoryData<string> Names => Reference.Names(Section.GetProperty("cases"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_gradient_are_those_of_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var expected = Section.GetProperty("cases").GetProperty(name);
        var space = name.LastIndexOf(' ');
        var (input, make, target) = Losses[name[..space]];
        using var loss = make(Enum.Parse<nn.Reduction>(name[(space + 1)..], ignoreCase: true));
        var x = Value(input).requires_grad_();
        var value = loss.call(x, Value(target));
        Reference.AssertClose(expected.GetProperty("value"), value, 1e-14, name);
        value.sum().backward();
        Reference.AssertClose(expected.GetProperty("gradient"), x.grad, 1e-14, name);
    }

    private static Tensor Value(string name) => name == "classes"
        ? tensor(Reference.Numbers(Section.GetProperty("classes")).Select(number => (long)number).ToArray())
        : Reference.Read(Section.GetProperty("inputs").GetProperty(name));
}
