using System.CommandLine;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Cli.Verbs;

/// <summary><c>--box "l,u"</c> or <c>--box "l1,u1;l2,u2"</c>: the box of inputs that a verb looks at.</summary>
internal static class BoxOption
{
    public static Option<string?> Create(bool required) => new("--box")
    {
        HelpName = "l,u[;l,u…]",
        Description = "The box: \"-10,10\" for every axis, or \"-2.5,2.5;-3,3\" with a pair for each.",
        Required = required,
    };

    public static Box Parse(string text, ModelQuestion question)
    {
        try
        {
            return Box.Parse(text, question.Network.Inputs);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException($"--box \"{text}\": {e.Message} ({question.Path} has {question.Network.Inputs} inputs)", e);
        }
    }
}
