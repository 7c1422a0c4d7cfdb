using System.CommandLine;
using TorchDynInspect.Cli.Presentation;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Reporting.Json;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>tdi affine MODEL --at x</c>: f(x) = A x + b.</summary>
internal sealed class AffineVerb() : ModelVerb("affine", "The affine map f(x) = A x + b that the network is at a point.")
{
    private readonly Option<string?> at = PointOption.Create(required: true);

    private readonly Option<string> form = new("--form")
    {
        HelpName = "secant|tangent|unshifted",
        Description = "secant: slopes (σ(z) − σ(0))/z, bounded; tangent: A = Df(x); "
            + "unshifted: slopes σ(z)/z, unbounded near 0 when σ(0) ≠ 0.",
        DefaultValueFactory = _ => "secant",
    };

    protected override void DeclareOptions(Command command)
    {
        command.Add(at);
        command.Add(form);
    }

    protected override Answer Answer(ModelQuestion question)
    {
        AffineForm asked = question.Parsed.GetRequiredValue(form) switch
        {
            "secant" => AffineForm.Secant,
            "tangent" => AffineForm.Tangent,
            "unshifted" => AffineForm.Unshifted,
            string other => throw new InvalidInputException($"--form \"{other}\": unknown, expected secant, tangent or unshifted"),
        };
        double[] x = PointOption.Parse(question.Parsed.GetRequiredValue(at)!, question);
        AffineMap map = question.Network.AffineMap(x, asked);
        return new Answer(
            new AffineMapJson(map, [.. x]),
            console => AffineTable.Show(console, map, x, question.Network.Evaluate(x)));
    }
}
