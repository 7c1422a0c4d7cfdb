using System.Collections.Immutable;
using System.Globalization;

namespace TorchDynInspect.Dynamics.Boxes;

/// <summary>An axis-parallel box [l₁,u₁]×…×[l_d,u_d] with finite bounds and l_i ≤ u_i.</summary>
public sealed record Box
{
    /// <summary>Creates a box from its corners.</summary>
    /// <param name="lower">The d lower bounds.</param>
    /// <param name="upper">The d upper bounds.</param>
    /// <exception cref="InvalidInputException">Lengths differ, a bound is not finite, or a lower bound exceeds its upper bound.</exception>
    public Box(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Preconditions.RequireLength(upper.Length, lower.Length, "box upper bounds");
        Preconditions.RequireFinite(lower, "box lower bounds");
        Preconditions.RequireFinite(upper, "box upper bounds");
        for (int i = 0; i < lower.Length; i++)
        {
            if (lower[i] > upper[i])
            {
                throw new InvalidInputException($"box axis {i}: lower bound {lower[i]} exceeds upper bound {upper[i]}");
            }
        }

        Lower = [.. lower];
        Upper = [.. upper];
    }

    /// <summary>The d lower bounds.</summary>
    public ImmutableArray<double> Lower { get; }

    /// <summary>The d upper bounds.</summary>
    public ImmutableArray<double> Upper { get; }

    /// <summary>The dimension d.</summary>
    public int Dimension => Lower.Length;

    /// <summary>The cube [lower, upper]^d.</summary>
    /// <param name="dimension">The dimension d.</param>
    /// <param name="lower">Lower bound of every axis.</param>
    /// <param name="upper">Upper bound of every axis.</param>
    public static Box Cube(int dimension, double lower, double upper)
    {
        double[] l = new double[dimension];
        double[] u = new double[dimension];
        l.AsSpan().Fill(lower);
        u.AsSpan().Fill(upper);
        return new Box(l, u);
    }

    /// <summary>Reads "-10,10" (every axis) or "-2.5,2.5;-3,3" (one pair an axis).</summary>
    /// <param name="text">The text.</param>
    /// <param name="dimension">The dimension the box must have.</param>
    /// <exception cref="InvalidInputException">The text is not a box of that dimension.</exception>
    public static Box Parse(string text, int dimension)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] axes = text.Split(';');
        if (axes.Length != 1 && axes.Length != dimension)
        {
            throw new InvalidInputException($"box \"{text}\": has {axes.Length} axes, expected 1 or {dimension}");
        }

        double[] lower = new double[dimension];
        double[] upper = new double[dimension];
        for (int i = 0; i < dimension; i++)
        {
            string axis = axes[axes.Length == 1 ? 0 : i];
            string[] bounds = axis.Split(',');
            if (bounds.Length != 2
                || !double.TryParse(bounds[0], NumberStyles.Float, CultureInfo.InvariantCulture, out lower[i])
                || !double.TryParse(bounds[1], NumberStyles.Float, CultureInfo.InvariantCulture, out upper[i]))
            {
                throw new InvalidInputException($"box \"{text}\": axis \"{axis}\" is not \"lower,upper\"");
            }
        }

        return new Box(lower, upper);
    }

    /// <summary>Whether <paramref name="x"/> lies in the closed box.</summary>
    /// <param name="x">A point of dimension d.</param>
    public bool Contains(ReadOnlySpan<double> x)
    {
        Preconditions.RequireLength(x.Length, Dimension, "point");
        for (int i = 0; i < x.Length; i++)
        {
            if (!(x[i] >= Lower[i] && x[i] <= Upper[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Box? other) =>
        other is not null && Lower.AsSpan().SequenceEqual(other.Lower.AsSpan()) && Upper.AsSpan().SequenceEqual(other.Upper.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Lower.Concat(Upper).Aggregate(17, HashCode.Combine);

    /// <summary>The box in the form <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(
        ';', Enumerable.Range(0, Dimension).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Lower[i]:R},{Upper[i]:R}")));
}
