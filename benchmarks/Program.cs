using BenchmarkDotNet.Running;
using TorchDynInspect.Benchmarks.Affine;

switch (args)
{
    case ["affine", "--once"]:
        AffineOnce.Run(Console.Out);
        return 0;
    case ["affine", "--serve"]:
        AffineServer.Run(Console.In, Console.Out);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(AffineBenchmark).Assembly).Run(args);
        return 0;
}
