using TorchDynInspect.Dynamics.Networks;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Lowering;

/// <summary>Writes a module in evaluation mode as layers of the network description.</summary>
/// <param name="module">The module; must be left as it is.</param>
/// <param name="context">Where the module stands and what may be asked about it.</param>
/// <returns>The layers, first applied first; an empty list for a module that passes its input on.</returns>
public delegate IEnumerable<Layer> LoweringFunction(nn.Module<Tensor, Tensor> module, LoweringContext context);
