using System.Reflection;

namespace TorchDynInspect.Samples.Tests;

/// <summary>Runs a sample's Main in this process and catches what it prints.</summary>
internal static class SampleProgram
{
    /// <summary>The exit code (0 for a Main without one) and the lines on standard output and standard error.</summary>
    public static (int ExitCode, string[] Output, string[] Error) Run(string sample, params string[] arguments)
    {
        MethodInfo main = Assembly.Load(sample).EntryPoint ?? throw new InvalidOperationException($"{sample} has no Main");
        TextWriter console = Console.Out;
        TextWriter errors = Console.Error;
        using var output = new StringWriter();
        using var error = new StringWriter();
        try
        {
            Console.SetOut(output);
            Console.SetError(error);
            object? code = main.Invoke(null, main.GetParameters().Length == 0 ? null : [arguments]);
            return (code as int? ?? 0, Lines(output), Lines(error));
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(errors);
        }
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().TrimEnd('\n').Split('\n');
}
