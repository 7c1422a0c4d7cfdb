using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The running means of a gradient and of its square, and with AMSGrad the largest such square mean.</summary>
internal readonly record struct AdamMoments(Tensor First, Tensor Second, Tensor? Largest);
