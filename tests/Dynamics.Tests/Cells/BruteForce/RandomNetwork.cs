using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Tests.Cells.BruteForce;

/// <summary>
/// Small random networks of every supported kind: 1 to 4 inputs, 1 to 3 activation layers, residual blocks in each other, one activation or one a unit,
/// with and without biases, with repeated and zero rows; over boxes, some cut by halfspaces. Weights are doubles, floats or small whole numbers, half of these
/// among tenths, and half of those with rows that cancel: there a unit is 10⁻¹⁷ from its breakpoint all over cells of any size.
/// </summary>
internal sealed class RandomNetwork
{
    private readonly Random random;
    private readonly bool isWhole;
    private readonly bool isFloat;
    private readonly bool isBiasFree;
    private readonly bool hasRepeats;
    private readonly bool hasTenths;
    private readonly bool hasDecimals;
    private int unitsLeft;

    private RandomNetwork(int seed)
    {
        random = new Random(seed);
        int inputs = random.Next(1, 5);
        isWhole = random.Next(3) == 0;
        isFloat = random.Next(2) == 0;
        isBiasFree = random.Next(4) == 0;
        hasTenths = isWhole && random.Next(2) == 0;
        hasRepeats = random.Next(hasTenths ? 2 : 3) == 0;
        hasDecimals = !isWhole || hasTenths || random.Next(3) > 0;
        unitsLeft = inputs switch { 1 => 14, 2 => 11, 3 => 8, _ => 7 };
        Network = new Network(inputs, Layers(inputs, random.Next(1, 4), depth: 0));
        double size = random.Next(1, 5);
        Halfspace[] cuts = random.Next(4) == 0 ? [Cut(inputs)] : [];
        Domain = new CellDomain(Box.Cube(inputs, -size, random.Next(2) == 0 ? size : size / 2), cuts);
    }

    public Network Network { get; }

    public CellDomain Domain { get; }

    public static RandomNetwork Create(int seed) => new(seed);

    /// <summary>The kind in one line.</summary>
    public override string ToString() =>
        $"{Network.Inputs} inputs, {(isWhole ? hasTenths ? "whole and decimal" : "whole" : isFloat ? "float" : "double")} weights{(isBiasFree ? ", no bias" : string.Empty)}"
        + $"{(hasRepeats ? ", repeated and zero rows" : string.Empty)}, {Describe(Network)}, box {Domain.Box}, {Domain.Halfspaces.Length} halfspaces";

    private static string Describe(Network network) => string.Join(' ', network.Layers.Select(layer => layer switch
    {
        Affine affine => $"{affine.Weight.Columns}>{affine.Weight.Rows}",
        Elementwise { IsUniform: true } uniform => uniform[0].Name,
        Elementwise mixed => $"[{string.Join(' ', mixed.Units.Select(unit => unit.Name))}]",
        Residual residual => $"(+ {Describe(residual.Branch)})",
        _ => "?",
    }));

    private List<Layer> Layers(int width, int count, int depth)
    {
        List<Layer> layers = [];
        int start = width;
        if (depth == 0 && hasTenths && unitsLeft >= 8 && random.Next(2) == 0)
        {
            layers.AddRange(Cancelling(width));
            width = ((Affine)layers[2]).Weight.Rows;
        }

        for (int i = 0; i < count && unitsLeft > 0; i++)
        {
            if (depth < 2 && random.Next(4) == 0)
            {
                layers.Add(new Residual(new Network(width, Layers(width, random.Next(1, 3), depth + 1))));
                continue;
            }

            int next = Math.Min(unitsLeft, random.Next(1, 6));
            unitsLeft -= next;
            layers.Add(Dense(next, width));
            layers.Add(random.Next(2) == 0 ? new Elementwise(Function()) : new Elementwise([.. Enumerable.Range(0, next).Select(_ => Function())]));
            width = next;
        }

        // A branch must come back to the width it started from; the network itself ends in an affine layer half of the time.
        if (depth > 0 ? width != start : random.Next(2) == 0)
        {
            layers.Add(Dense(depth > 0 ? start : 1, width));
        }

        return layers;
    }

    private Affine Dense(int rows, int columns)
    {
        double[][] weight = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => Number()).ToArray())];
        double[] bias = [.. Enumerable.Range(0, rows).Select(_ => isBiasFree ? 0 : Number())];
        for (int i = 1; i < rows && hasRepeats; i++)
        {
            int kind = random.Next(6);
            double factor = kind switch { 0 => 0, 1 => 1, 2 => -1, 3 => 2, _ => double.NaN };
            if (!double.IsNaN(factor))
            {
                int source = random.Next(i);
                weight[i] = [.. weight[source].Select(w => factor * w)];
                bias[i] = kind == 0 && random.Next(2) == 0 ? bias[i] : factor * bias[source];
            }
        }

        return new Affine(new Matrix(rows, columns, [.. weight.SelectMany(row => row)]), bias);
    }

    /// <summary>
    /// Units in three copies, and after them rows that add 0.1, 0.2 and −0.3 of each copy: 3·10⁻¹⁷ of a function of x that may be anything.
    /// </summary>
    private Layer[] Cancelling(int width)
    {
        int distinct = random.Next(1, 3);
        int next = random.Next(1, 3);
        unitsLeft -= (3 * distinct) + next;
        double[][] first = [.. Enumerable.Range(0, distinct).Select(_ => Enumerable.Range(0, width).Select(_ => Number()).ToArray())];
        double[] bias = [.. first.Select(_ => isBiasFree ? 0 : Number())];
        double[][] second =
        [
            .. Enumerable.Range(0, next).Select(_ => Enumerable.Range(0, distinct).Select(_ => (double)random.Next(-2, 3))
                .SelectMany(factor => new[] { 0.1 * factor, 0.2 * factor, -0.3 * factor }).ToArray()),
        ];
        return
        [
            new Affine(Matrix.FromRows([.. first.SelectMany(row => Enumerable.Repeat(row, 3))]), [.. bias.SelectMany(b => Enumerable.Repeat(b, 3))]),
            new Elementwise(Function()),
            new Affine(Matrix.FromRows(second), new double[next]),
            new Elementwise(Function()),
        ];
    }

    private Halfspace Cut(int inputs)
    {
        double[] normal = [.. Enumerable.Range(0, inputs).Select(_ => Number() + 0.1)];
        return new Halfspace(normal.Any(a => a != 0) ? normal : [.. normal.Select(_ => 0.1)], 0.5);
    }

    private double Number()
    {
        double x = hasTenths && random.Next(3) > 0 ? random.Next(-3, 4) / 10.0
            : isWhole ? random.Next(-2, 3)
            : Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return isFloat ? (float)x : x;
    }

    private Activation Function() => random.Next(14) switch
    {
        < 4 => new Relu(),
        4 => new LeakyRelu(hasDecimals && random.Next(2) == 0 ? 0.01 : 0.25),
        5 => new PRelu(hasDecimals ? random.NextDouble() - 0.3 : -0.5),
        6 => new Relu6(),
        7 => new Hardtanh(),
        8 => hasDecimals ? new Hardtanh(-0.3, 0.8) : new Hardtanh(-0.25, 0.75),
        9 => new Hardsigmoid(),
        10 => new Softshrink(),
        11 => new Identity(),
        12 => hasDecimals
            ? new PiecewiseLinear([-1, 0.25, 0.75], [0.5, -0.5, 0.1], -0.2, 1.5)
            : new PiecewiseLinear([-1, 0.25, 0.75], [0.5, -0.5, 0.25], -0.25, 1.5),
        _ => new Relu(),
    };
}
