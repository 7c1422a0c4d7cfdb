using System.Collections.Immutable;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Cells;

/// <summary>A slice of an input space: t ↦ Origin + Directions·t.</summary>
public sealed record InputSlice
{
    /// <summary>Creates a slice.</summary>
    /// <param name="origin">A point of the input space, of dimension n.</param>
    /// <param name="directions">n × k, linearly independent columns.</param>
    /// <exception cref="InvalidInputException">The shapes differ, a number is not finite, or the directions are dependent.</exception>
    public InputSlice(ReadOnlySpan<double> origin, Matrix directions)
    {
        ArgumentNullException.ThrowIfNull(directions);
        Preconditions.RequireLength(directions.Rows, origin.Length, "slice direction");
        Preconditions.RequireFinite(origin, "slice origin");
        if (Exact.RationalMatrix.Of(directions.Rows, directions.Columns, directions.Values).Rank() < directions.Columns)
        {
            throw new InvalidInputException("slice: its directions are linearly dependent, expected independent ones");
        }

        Origin = [.. origin];
        Directions = directions;
    }

    /// <summary>The origin.</summary>
    public ImmutableArray<double> Origin { get; }

    /// <summary>The directions as columns, n × k.</summary>
    public Matrix Directions { get; }

    /// <summary>The slice along some axes through a point.</summary>
    /// <param name="origin">The point.</param>
    /// <param name="axes">Different axes, counted from 0.</param>
    /// <exception cref="InvalidInputException">An axis does not exist or is given twice.</exception>
    public static InputSlice Along(ReadOnlySpan<double> origin, params ReadOnlySpan<int> axes)
    {
        double[] directions = new double[origin.Length * axes.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            if (axes[i] < 0 || axes[i] >= origin.Length)
            {
                throw new InvalidInputException($"slice: axis {axes[i]} does not exist, expected 0 to {origin.Length - 1}");
            }

            directions[(axes[i] * axes.Length) + i] = 1;
        }

        return new InputSlice(origin, new Matrix(origin.Length, axes.Length, directions));
    }

    /// <summary>The network on the slice, t ↦ f(Origin + Directions·t).</summary>
    /// <param name="network">f.</param>
    /// <exception cref="InvalidInputException">f has another number of inputs.</exception>
    public Network Restrict(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Preconditions.RequireLength(Origin.Length, network.Inputs, "slice origin");
        return new Network(Directions.Columns, [new Affine(Directions, Origin.AsSpan()), .. network.Layers]);
    }
}
