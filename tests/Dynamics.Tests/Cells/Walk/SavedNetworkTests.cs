using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Cells.Walk;

public sealed class SavedNetworkTests
{
    // Counts that other programs, and an exact one, found for these files on [-10, 10]^d.
    [Theory]
    [InlineData("2-16-16-1", 519)]
    [InlineData("2-64-64-64-1", 18863)]
    [InlineData("3-32-32-32-1", 130420)]
    [InlineData("4-16-16-1", 34514)]
    [InlineData("5-8-8-1", 5701)]
    public void Cells_of_a_saved_network_are_counted(string name, long expected)
    {
        Network network = SavedNetworks.Relu(name);
        CellWalkResult<CountingVisitor> result = network.WalkCells(new CellDomain(Box.Cube(network.Inputs, -10, 10)), () => new CountingVisitor());
        Assert.True(result.Complete);
        Assert.Equal(expected, result.Cells);
        Assert.Equal(expected, result.Visitors.Sum(v => v.Cells));
    }
}
