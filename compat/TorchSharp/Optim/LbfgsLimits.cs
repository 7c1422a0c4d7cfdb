namespace TorchSharp.Modules;

/// <summary>When a step of LBFGS ends, and how many pairs of steps and gradient changes it remembers.</summary>
internal readonly record struct LbfgsLimits(long Iterations, long Evaluations, double Gradient, double Change, long History);
