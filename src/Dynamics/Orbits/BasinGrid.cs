using TorchDynInspect.Dynamics.Boxes;

namespace TorchDynInspect.Dynamics.Orbits;

/// <summary>The grid of starts: the centres of n^d equal cells of a box.</summary>
internal static class BasinGrid
{
    private const int Most = 10_000_000;
    private const int Standard = 16384;

    /// <summary>Starts along an axis, and in all.</summary>
    /// <exception cref="InvalidInputException">There would be none, or more than 10⁷.</exception>
    public static (int PerAxis, int Count) Size(int? asked, int dimension)
    {
        int perAxis = asked ?? Math.Max(2, (int)Math.Floor(Math.Pow(Standard, 1.0 / dimension) + 1e-9));
        double count = Math.Pow(perAxis, dimension);
        return perAxis >= 1 && count <= Most
            ? (perAxis, (int)Math.Round(count))
            : throw new InvalidInputException($"basins: {perAxis} starts along each of {dimension} axes, expected at least 1 and at most 10⁷ in all");
    }

    /// <summary>Writes the coordinates of one start.</summary>
    public static void Fill(Box box, int perAxis, int start, Span<double> x)
    {
        for (int axis = 0; axis < x.Length; axis++)
        {
            (start, int cell) = Math.DivRem(start, perAxis);
            x[axis] = box.Lower[axis] + ((cell + 0.5) / perAxis * (box.Upper[axis] - box.Lower[axis]));
        }
    }
}
