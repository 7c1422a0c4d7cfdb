using System.Collections.Immutable;
using System.Numerics;
using FsCheck.Xunit;
using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.CriticalPoints.Classification;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.CriticalPoints.Classification;

public sealed class ArchitectureClassifierTests
{
    [Theory]
    [InlineData("3-3-2-1", ArchitectureLabel.NonAugmented, MorseCriterion.NoCriticalPoints, "M1")]
    [InlineData("2-2-1", ArchitectureLabel.NonAugmented, MorseCriterion.NoCriticalPoints, "M1")]
    [InlineData("1-1-1-1", ArchitectureLabel.NonAugmented, MorseCriterion.NoCriticalPoints, "M1")]
    [InlineData("2-16-16-1", ArchitectureLabel.Augmented, MorseCriterion.GenericallyMorse, "M2")]
    [InlineData("2-5-3-4-1", ArchitectureLabel.Bottleneck, MorseCriterion.GenericallyMorse, "M2")]
    [InlineData("1-3-1-3-1", ArchitectureLabel.Bottleneck, MorseCriterion.GenericallyMorse, "M2")]
    [InlineData("3-2-3-1", ArchitectureLabel.Bottleneck, MorseCriterion.AlwaysDegenerate, "M3")]
    [InlineData("2-1-3-1", ArchitectureLabel.Bottleneck, MorseCriterion.AlwaysDegenerate, "M3")]
    [InlineData("3-4-2-3-1", ArchitectureLabel.Bottleneck, MorseCriterion.DegenerateOnOpenSet, "M3")]
    [InlineData("3-3-2-2-4-1", ArchitectureLabel.Bottleneck, MorseCriterion.AlwaysDegenerate, "M3")]
    public void The_widths_give_both_labels(string profile, ArchitectureLabel label, MorseCriterion criterion, string theorem)
    {
        ArchitectureClass found = Random(profile, "tanh").ClassifyArchitecture();
        Assert.Equal(label, found.Label);
        Assert.Equal(criterion, found.Criterion);
        Assert.Equal(theorem, found.Theorem);
        Assert.Equal(profile, found.Profile);
        Assert.True(found.HasFullRank);
    }

    [Fact]
    public void The_bottleneck_2_5_3_4_1_prints_the_papers_label_and_the_sharper_one()
    {
        ImmutableArray<TheoryEntry> entries = CriticalPointTheory.Entries(Random("2-5-3-4-1", "sigmoid").ClassifyArchitecture());
        Assert.Contains("bottleneck", entries[0].Theorem, StringComparison.Ordinal);
        Assert.Equal("M2", entries[1].Theorem);
        Assert.True(entries[0].Applies && entries[1].Applies);
        Assert.Contains("non-degenerate", entries[1].Predicts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("gelu")]
    [InlineData("silu")]
    [InlineData("elu")]
    public void Activations_without_the_hypotheses_are_named_with_their_layer(string function)
    {
        ArchitectureClass found = Random("2-2-1", function).ClassifyArchitecture();
        Assert.Equal(MorseCriterion.NotCovered, found.Criterion);
        Assert.Contains("layers[1]", found.Obstacle, StringComparison.Ordinal);
        Assert.Contains(function, found.Obstacle, StringComparison.Ordinal);
        Assert.All(CriticalPointTheory.Entries(found), entry => Assert.False(entry.Applies));
        Assert.All(CriticalPointTheory.Entries(found), entry => Assert.Contains("theory does not apply", entry.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void One_unit_outside_the_class_is_enough()
    {
        Network network = Random("2-2-1", "tanh");
        Network mixed = new(2, [network.Layers[0], new Elementwise([new Tanh(), new Silu()]), network.Layers[2]]);
        Assert.Contains("silu", mixed.ClassifyArchitecture().Obstacle, StringComparison.Ordinal);
        Network allowed = new(2, [network.Layers[0], new Elementwise([new Tanh(), new Arctan()]), network.Layers[2]]);
        Assert.Equal(MorseCriterion.NoCriticalPoints, allowed.ClassifyArchitecture().Criterion);
    }

    [Fact]
    public void A_final_activation_changes_nothing()
    {
        foreach (string profile in new[] { "3-2-1", "2-5-3-4-1", "2-1-3-1" })
        {
            Network network = Random(profile, "tanh");
            ArchitectureClass plain = network.ClassifyArchitecture();
            ArchitectureClass closed = new Network(network.Inputs, [.. network.Layers, new Elementwise(new Sigmoid())]).ClassifyArchitecture();
            Assert.Equal((plain.Criterion, plain.Label, plain.Profile), (closed.Criterion, closed.Label, closed.Profile));
        }
    }

    [Fact]
    public void A_rank_deficient_layer_counts_as_a_layer_of_width_rank()
    {
        // The rows are proportional by powers of two, hence exactly.
        Network network = new(
            2,
            [
                new Affine(new Matrix(3, 2, [0.1, 0.3, 0.2, 0.6, 0.4, 1.2]), [0, 1, 2]),
                new Elementwise(new Tanh()),
                new Affine(new Matrix(1, 3, [1, 1, 1]), [0]),
            ]);
        ArchitectureClass found = network.ClassifyArchitecture();
        Assert.Equal<int>([1, 1], found.Ranks);
        Assert.Equal<int>([2, 1, 3, 1], found.EffectiveWidths);
        Assert.Equal(MorseCriterion.AlwaysDegenerate, found.Criterion);
        Assert.Equal(ArchitectureLabel.Augmented, found.Label);
        Assert.False(CriticalPointTheory.Entries(found)[0].Applies);
    }

    [Fact]
    public void A_zero_readout_makes_every_point_critical()
    {
        Network network = new(2, [Random("2-4-1", "tanh").Layers[0], new Elementwise(new Tanh()), new Affine(new Matrix(1, 4, [0, 0, 0, 0]), [3])]);
        Assert.Equal(MorseCriterion.Constant, network.ClassifyArchitecture().Criterion);
    }

    [Fact]
    public void Affine_layers_in_a_row_are_one_linear_map()
    {
        // 2 → 5 → 2 without an activation is a 2 × 2 matrix: the widths 2-2-1, not 2-5-2-1.
        Network inner = Random("2-5-2-1", "tanh");
        ArchitectureClass found = new Network(2, [inner.Layers[0], inner.Layers[2], new Elementwise(new Tanh()), inner.Layers[4]]).ClassifyArchitecture();
        Assert.Equal("2-2-1", found.Profile);
        Assert.Equal(MorseCriterion.NoCriticalPoints, found.Criterion);
    }

    [Theory]
    [InlineData(2, 2, "N1", MorseCriterion.NoCriticalPoints)]
    [InlineData(3, 2, "N1", MorseCriterion.NoCriticalPoints)]
    [InlineData(2, 3, "N2", MorseCriterion.GenericallyMorse)]
    public void A_neural_ode_is_classified_by_its_phase_dimension(int inputs, int phase, string theorem, MorseCriterion criterion)
    {
        ArchitectureClass found = NeuralOde(inputs, phase, RandomAffine(inputs, phase, 1)).ClassifyArchitecture();
        Assert.True(found.IsNeuralOde);
        Assert.Equal(theorem, found.Theorem);
        Assert.Equal(criterion, found.Criterion);
        TheoryEntry embedding = CriticalPointTheory.Entries(found)[2];
        Assert.Equal("N4", embedding.Theorem);
        Assert.Equal(phase > inputs, embedding.Applies);
    }

    [Fact]
    public void A_neural_ode_behind_a_rank_deficient_map_is_always_degenerate()
    {
        Affine lift = new(new Matrix(3, 2, [1, 2, 2, 4, 3, 6]), [0, 0, 1]);
        ArchitectureClass found = NeuralOde(2, 3, lift).ClassifyArchitecture();
        Assert.Equal(("N3", MorseCriterion.AlwaysDegenerate), (found.Theorem, found.Criterion));
    }

    [Fact]
    public void A_residual_layer_counts_when_its_branch_contracts()
    {
        Affine small = new(new Matrix(2, 2, [0.5, 0.1, -0.1, 0.5]), [0, 0]);
        Affine large = new(new Matrix(2, 2, [2, 0.1, -0.1, 2]), [0, 0]);
        Affine readout = new(new Matrix(1, 2, [1, 1]), [0]);
        Network contracting = new(2, [new Residual(new Network(2, [small, new Elementwise(new Tanh())])), readout]);
        Assert.Equal(MorseCriterion.NoCriticalPoints, contracting.ClassifyArchitecture().Criterion);
        Network expanding = new(2, [new Residual(new Network(2, [large, new Elementwise(new Tanh())])), readout]);
        Assert.Contains("residual", expanding.ClassifyArchitecture().Obstacle, StringComparison.Ordinal);
        Network kinked = new(2, [new Residual(new Network(2, [small, new Elementwise(new Relu())])), readout]);
        Assert.Contains("not C²", kinked.ClassifyArchitecture().Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_with_two_outputs_is_rejected() =>
        Assert.Throws<InvalidInputException>(() => Random("2-3-2", "tanh").ClassifyArchitecture());

    [Property(MaxTest = 60)]
    public void The_rank_is_that_of_fraction_free_elimination(int seed)
    {
        Random random = new(seed);
        int rows = random.Next(1, 7);
        int columns = random.Next(1, 7);
        int inner = random.Next(1, 7);

        // Products of small integer matrices, scaled by powers of two, with a last bit changed now and then.
        double[] left = [.. Enumerable.Range(0, rows * inner).Select(_ => (double)random.Next(-3, 4))];
        double[] right = [.. Enumerable.Range(0, inner * columns).Select(_ => (double)random.Next(-3, 4) / 1024)];
        double[] entries = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                entries[(i * columns) + j] = Enumerable.Range(0, inner).Sum(k => left[(i * inner) + k] * right[(k * columns) + j]);
            }
        }

        if (random.Next(3) == 0)
        {
            int at = random.Next(entries.Length);
            entries[at] = Math.BitIncrement(entries[at]);
        }

        Matrix matrix = new(rows, columns, entries);
        Network network = new(columns, [new Affine(matrix, new double[rows]), new Elementwise(new Tanh()), new Affine(Ones(rows), [0])]);
        Assert.Equal(Bareiss(matrix), network.ClassifyArchitecture().Ranks[0]);
    }

    private static Matrix Ones(int columns) => new(1, columns, [.. Enumerable.Repeat(1.0, columns)]);

    /// <summary>The rank by fraction-free Gaussian elimination over the integers, entries scaled by 2^1074.</summary>
    private static int Bareiss(Matrix matrix)
    {
        BigInteger[][] a = [.. Enumerable.Range(0, matrix.Rows).Select(i => matrix.Row(i).ToArray().Select(Scaled).ToArray())];
        BigInteger previous = 1;
        int rank = 0;
        for (int column = 0; column < matrix.Columns && rank < a.Length; column++)
        {
            int pivot = Array.FindIndex(a, rank, row => !row[column].IsZero);
            if (pivot < 0)
            {
                continue;
            }

            (a[rank], a[pivot]) = (a[pivot], a[rank]);
            for (int i = rank + 1; i < a.Length; i++)
            {
                BigInteger factor = a[i][column];
                for (int j = 0; j < matrix.Columns; j++)
                {
                    a[i][j] = ((a[i][j] * a[rank][column]) - (factor * a[rank][j])) / previous;
                }
            }

            previous = a[rank][column];
            rank++;
        }

        return rank;
    }

    private static BigInteger Scaled(double x)
    {
        BigInteger integer = BigInteger.Zero;
        double high = x;
        int shift = 1074;
        while (high != 0 && high != Math.Truncate(high))
        {
            high *= 2;
            shift--;
        }

        integer += new BigInteger(high);
        return integer << shift;
    }

    private static Network NeuralOde(int inputs, int phase, Affine lift)
    {
        Network field = new(phase, [RandomAffine(phase, phase, 2), new Elementwise(new Gelu()), RandomAffine(phase, phase, 3)]);
        return new Network(inputs, [lift, new Flow(field, 1, new FlowSolver("rk4", 10)), RandomAffine(phase, 1, 4)]);
    }

    private static Affine RandomAffine(int inputs, int outputs, int seed)
    {
        Random random = new(seed);
        return new Affine(
            new Matrix(outputs, inputs, [.. Enumerable.Range(0, inputs * outputs).Select(_ => random.NextDouble() - 0.5)]),
            [.. Enumerable.Range(0, outputs).Select(_ => random.NextDouble() - 0.5)]);
    }

    private static Network Random(string profile, string function)
    {
        int[] widths = [.. profile.Split('-').Select(int.Parse)];
        List<Layer> layers = [];
        for (int l = 1; l < widths.Length; l++)
        {
            if (l > 1)
            {
                layers.Add(new Elementwise(ActivationCatalogue.Create(function)));
            }

            layers.Add(RandomAffine(widths[l - 1], widths[l], l));
        }

        return new Network(widths[0], layers);
    }
}
