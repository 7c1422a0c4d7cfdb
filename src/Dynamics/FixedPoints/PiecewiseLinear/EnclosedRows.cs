namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>Linear forms as a dense matrix of midpoints with absolute values and radii beside it, rows padded to multiples of eight.</summary>
internal sealed class EnclosedRows
{
    private readonly double[] middle;
    private readonly double[] radius;
    private readonly bool[] exact;

    /// <summary>Packs forms.</summary>
    public EnclosedRows(IReadOnlyList<LinearForm> forms, int variables)
    {
        Count = forms.Count;
        Width = (variables + 7) & ~7;
        middle = new double[Count * Width];
        radius = new double[Count * Width];
        exact = new bool[Count];
        for (int i = 0; i < Count; i++)
        {
            exact[i] = true;
            for (int v = 0; v < variables; v++)
            {
                (double l, double u) = (forms[i].Lower[v], forms[i].Upper[v]);
                double centre = l == u ? l : (l / 2) + (u / 2);
                middle[(i * Width) + v] = centre;
                if (l != u)
                {
                    exact[i] = false;
                    radius[(i * Width) + v] = Math.BitIncrement(Math.Max(u - centre, centre - l));
                }
            }
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Padded width.</summary>
    public int Width { get; }

    /// <summary>Midpoints of a row.</summary>
    public ReadOnlySpan<double> Row(int i) => middle.AsSpan(i * Width, Width);

    /// <summary>Radii of a row; null when all are 0.</summary>
    public ReadOnlySpan<double> Radius(int i) => exact[i] ? default : radius.AsSpan(i * Width, Width);
}
