using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors;

namespace TorchDynInspect.Training;

/// <summary>A module at one moment: its network, or for an opaque module none, and the inspection made when the monitor was
/// attached.</summary>
internal sealed record ModuleReading(Network? Network, Inspection Attached)
{
    public Network RequireNetwork() => Network ?? Attached.RequireNetwork();
}
