using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Cells.Proof;
using TorchDynInspect.Dynamics.Cells.Regions;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Tests.Cells.BruteForce;
using TorchDynInspect.Dynamics.Tests.Cells.Walk;

namespace TorchDynInspect.Dynamics.Tests.Cells.Proof;

public class RegionCountTests
{
    private static readonly CellWalkOptions Certified = new() { Evidence = EvidenceLevel.Certified };

    // Counts that other programs, and an exact one, found for these files on [-10, 10]^d.
    [Theory]
    [InlineData("2-16-16-1", 519)]
    [InlineData("2-64-64-64-1", 18863)]
    [InlineData("3-32-32-32-1", 130420)]
    [InlineData("4-16-16-1", 34514)]
    [InlineData("5-8-8-1", 5701)]
    public void Count_of_a_saved_network_is_proved(string name, long expected)
    {
        Network network = SavedNetworks.Relu(name);
        AssertProved(expected, network.CountRegions(new CellDomain(Box.Cube(network.Inputs, -10, 10)), Certified));
    }

    [Fact]
    public void Lines_in_general_position_divide_the_plane_into_the_known_number_of_regions()
    {
        const int n = 12;
        Random random = new(3);
        double[] weight = [.. Enumerable.Range(0, n).SelectMany(i => new[] { Math.Cos(i * Math.PI / n), Math.Sin(i * Math.PI / n) })];
        Network network = new(2, [
            new Affine(new Matrix(n, 2, weight), [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())]), new Elementwise(new Relu())]);
        AssertProved(1 + n + (n * (n - 1) / 2), network.CountRegions(new CellDomain(Box.Cube(2, -1000, 1000)), Certified));
    }

    // The lines of a bundle meet in one point: 2n regions.
    [Fact]
    public void Lines_through_one_point_are_proved_in_rationals()
    {
        double[] weight = [1, 0, 0, 1, 1, 1, 1, -1, 2, 1, 3, 1];
        Network network = new(2, [new Affine(new Matrix(6, 2, weight), new double[6]), new Elementwise(new Relu())]);
        RegionCount count = network.CountRegions(new CellDomain(Box.Cube(2, -1, 1)), Certified);
        AssertProved(12, count);
        Assert.Equal(12, count.Proof!.InRationals);
    }

    [Fact]
    public void A_region_thinner_than_rounding_is_found_across_its_facets()
    {
        // Kinks at 0.3 and at the next double.
        double next = Math.BitIncrement(0.3);
        Network network = new(1, [new Affine(new Matrix(2, 1, [1, 1]), [-0.3, -next]), new Elementwise(new Relu())]);
        CellDomain domain = new(Box.Cube(1, -1, 1));
        AssertProved(3, network.CountRegions(domain, Certified));
        Assert.Equal(3, network.WalkCells(domain, () => new PatternVisitor(), Certified).Cells);
    }

    // 3·hardsigmoid(x) − 2 is zero at 1 exactly, because the slope is 1/6 and not the double beside it.
    [Fact]
    public void Kinks_that_fall_together_for_slope_one_sixth_are_one()
    {
        Network network = new(1, [
            new Affine(new Matrix(2, 1, [1, 1]), [0, -1]),
            new Elementwise([new Hardsigmoid(), new Relu()]),
            new Affine(new Matrix(1, 2, [3, 0]), [-2]),
            new Elementwise(new Relu())]);
        CellDomain domain = new(Box.Cube(1, -4, 4));
        AssertProved(4, network.CountRegions(domain, Certified));
        Assert.Equal(4, network.WalkCells(domain, () => new PatternVisitor(), Certified).Cells);
        Assert.Equal(4, network.WalkCells(domain, () => new PatternVisitor()).Cells);
    }

    // Where both units of the first layer are off, the second layer's pre-activation is 0 throughout.
    [Fact]
    public void A_unit_that_stays_on_its_breakpoint_divides_nothing()
    {
        Network network = new(2, [
            new Affine(new Matrix(2, 2, [1, 0, 0, 1]), [0, 0]),
            new Elementwise(new Relu()),
            new Affine(new Matrix(2, 2, [1, -1, 1, 1]), [0, 0]),
            new Elementwise(new Relu())]);
        AssertProved(5, network.CountRegions(new CellDomain(Box.Cube(2, -1, 1)), Certified));
    }

    [Fact]
    public void Halfspaces_bound_the_complex_and_an_empty_domain_has_no_region()
    {
        Network network = new(2, [new Affine(new Matrix(1, 2, [1, -1]), [0]), new Elementwise(new Relu())]);
        AssertProved(2, network.CountRegions(new CellDomain(Box.Cube(2, -1, 1), [new Halfspace([1, 1], 0.5)]), Certified));
        AssertProved(1, network.CountRegions(new CellDomain(Box.Cube(2, -1, 1), [new Halfspace([1, -1], -0.5)]), Certified));
        RegionCount empty = network.CountRegions(new CellDomain(Box.Cube(2, -1, 1), [new Halfspace([1, 1], -3)]), Certified);
        Assert.True(empty is { Count: 0, Complete: true, Evidence: EvidenceLevel.Certified });
    }

    // All in rationals, so that error bounds have no part in it; they count the same facets.
    [Fact]
    public void From_a_single_cell_the_proof_finds_all_the_others()
    {
        Network network = SavedNetworks.Relu("2-16-16-1");
        RegionProver prover = new(PiecewiseLinearProgram.Of(network), new CellDomain(Box.Cube(2, -10, 10)), Certified);
        FirstOnly first = new(prover.NewVisitor());
        network.WalkCells(new CellDomain(Box.Cube(2, -10, 10)), () => first, new CellWalkOptions { Workers = 1 });
        RegionCount count = prover.Prove([first.Visitor], isComplete: true, CancellationToken.None);
        AssertProved(519, count);
        Assert.Equal((518, 518), (count.Proof!.Added, count.Proof.InRationals));
        Assert.Equal((1003, 70), (count.Proof.InnerFacets, count.Proof.BoundaryFacets));
    }

    [Fact]
    public void A_pattern_without_interior_is_dropped()
    {
        Network network = new(1, [new Affine(new Matrix(2, 1, [1, 1]), [0, -0.5]), new Elementwise(new Relu())]);
        RegionProver prover = new(PiecewiseLinearProgram.Of(network), new CellDomain(Box.Cube(1, -1, 1)), Certified);
        ProofVisitor visitor = prover.NewVisitor();
        visitor.Unsettled.Add([0, 1]);
        visitor.Unsettled.Add([1, 0]);
        RegionCount count = prover.Prove([visitor], isComplete: true, CancellationToken.None);
        AssertProved(3, count);
        Assert.Equal((2, 1), (count.Proof!.Added, count.Proof.Dropped));
    }

    // [0, 1] has no interior, so nothing is left to start from.
    [Fact]
    public void A_list_without_a_true_region_claims_nothing()
    {
        Network network = new(1, [new Affine(new Matrix(2, 1, [1, 1]), [0, -0.5]), new Elementwise(new Relu())]);
        RegionProver prover = new(PiecewiseLinearProgram.Of(network), new CellDomain(Box.Cube(1, -1, 1)), Certified);
        ProofVisitor visitor = prover.NewVisitor();
        visitor.Unsettled.Add([0, 1]);
        RegionCount count = prover.Prove([visitor], isComplete: true, CancellationToken.None);
        Assert.Equal((0, false, EvidenceLevel.Numerical), (count.Count, count.Complete, count.Evidence));
        Assert.NotNull(count.Proof!.Failure);
    }

    [Fact]
    public void A_count_without_proof_is_numerical_and_an_interrupted_one_is_not_complete()
    {
        Network network = SavedNetworks.Relu("2-64-64-64-1");
        CellDomain domain = new(Box.Cube(2, -10, 10));
        RegionCount numerical = network.CountRegions(domain);
        Assert.True(numerical is { Count: 18863, Complete: true, Evidence: EvidenceLevel.Numerical, Proof: null });
        RegionCount stopped = network.CountRegions(domain, Certified, null, new CancellationToken(canceled: true));
        Assert.False(stopped.Complete);
        Assert.InRange(stopped.Count, 0, 18862);
        Assert.Contains("full-dimensional", stopped.Definition, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_not_piecewise_linear_is_refused()
    {
        Network network = new(1, [new Elementwise(new Tanh())]);
        Assert.Throws<InvalidInputException>(() => network.CountRegions(new CellDomain(Box.Cube(1, -1, 1))));
        Assert.Throws<InvalidInputException>(() => SavedNetworks.Relu("2-16-16-1").CountRegions(new CellDomain(Box.Cube(3, -1, 1))));
    }

    private static void AssertProved(long expected, RegionCount count)
    {
        Assert.Null(count.Proof!.Failure);
        Assert.Equal((expected, true, EvidenceLevel.Certified), (count.Count, count.Complete, count.Evidence));
        Assert.Equal((expected, 1), (count.Proof.Witnesses, count.Proof.EulerCharacteristic));
    }

    private sealed class FirstOnly(ProofVisitor visitor) : ICellVisitor
    {
        public ProofVisitor Visitor => visitor;

        public void Visit(Cell cell)
        {
            if (visitor.Listed == 0)
            {
                visitor.Visit(cell);
            }
        }
    }
}
