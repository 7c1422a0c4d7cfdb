using TorchSharp;

Console.WriteLine($"TorchSharp over libtorch {torch.__version__}");
