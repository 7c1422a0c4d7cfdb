using TorchDynInspect.Dynamics.Cells;
using TorchDynInspect.Dynamics.Cells.Programs;

namespace TorchDynInspect.Dynamics.CriticalPoints.Vertices;

/// <summary>
/// All hyperplanes that pass through a point, also those that no cell has as a facet there: units on a breakpoint and sides of the box, within a tolerance far above
/// the rounding of the evaluation. Needed where cells are not in general position. One instance serves one thread.
/// </summary>
internal sealed class BreakpointFinder
{
    /// <summary>Share of the sum of the moduli of a pre-activation's terms, the inputs' taken as large as the box allows.</summary>
    private const double Tolerance = 1e-10;

    private readonly PiecewiseLinearProgram program;
    private readonly CellDomain domain;
    private readonly byte[] pieces;
    private readonly Stack<(double[] Value, double[] Size)> open = new();

    public BreakpointFinder(PiecewiseLinearProgram program, CellDomain domain)
    {
        (this.program, this.domain) = (program, domain);
        pieces = new byte[program.Units];
    }

    /// <summary>The piece of every unit at the last point; of a unit on a breakpoint, the one on its left.</summary>
    public ReadOnlySpan<byte> Pieces => pieces;

    /// <summary>Adds the hyperplanes through <paramref name="x"/> to a list.</summary>
    public void Find(ReadOnlySpan<double> x, List<Facet> found)
    {
        for (int side = 0; side < 2 * x.Length; side++)
        {
            double bound = side % 2 == 0 ? domain.Box.Lower[side / 2] : domain.Box.Upper[side / 2];
            if (Math.Abs(x[side / 2] - bound) <= Tolerance * Math.Max(Math.Abs(bound), domain.Box.Upper[side / 2] - domain.Box.Lower[side / 2]))
            {
                found.Add(new Facet(FacetKind.Box, side, 0));
            }
        }

        double[] value = x.ToArray();

        // Vertices are interpolated from the corners of the box and carry errors of its size, also near 0.
        double[] size = [.. domain.Box.Lower.Zip(domain.Box.Upper, (lower, upper) => Math.Max(Math.Abs(lower), Math.Abs(upper)))];
        foreach (ProgramStep step in program.Steps)
        {
            switch (step)
            {
                case ProgramStep.Linear linear:
                    (value, size) = Apply(linear, value, size);
                    break;
                case ProgramStep.Pieces layer:
                    Apply(layer, value, size, found);
                    break;
                case ProgramStep.Enter:
                    open.Push(((double[])value.Clone(), (double[])size.Clone()));
                    break;
                default:
                    (double[] kept, double[] keptSize) = open.Pop();
                    for (int i = 0; i < value.Length; i++)
                    {
                        value[i] += kept[i];
                        size[i] += keptSize[i];
                    }

                    break;
            }
        }
    }

    // The size of a value bounds what rounding before it may have grown to.
    private static (double[] Value, double[] Size) Apply(ProgramStep.Linear linear, double[] value, double[] size)
    {
        double[] sum = (double[])linear.Bias.Clone();
        double[] moduli = Array.ConvertAll(linear.Bias, Math.Abs);
        for (int i = 0; i < linear.Rows; i++)
        {
            for (int j = 0; j < linear.Columns; j++)
            {
                double weight = linear.Weight[(i * linear.Columns) + j];
                sum[i] += weight * value[j];
                moduli[i] += Math.Abs(weight) * size[j];
            }
        }

        return (sum, moduli);
    }

    private void Apply(ProgramStep.Pieces layer, double[] value, double[] size, List<Facet> found)
    {
        for (int i = 0; i < layer.Units.Length; i++)
        {
            UnitPieces unit = layer.Units[i];
            int piece = 0;
            int touched = -1;
            for (int b = 0; b < unit.Breakpoints.Length; b++)
            {
                bool on = Math.Abs(value[i] - unit.Breakpoints[b]) <= Tolerance * (size[i] + Math.Abs(unit.Breakpoints[b]));
                touched = on ? b : touched;
                piece = !on && value[i] > unit.Breakpoints[b] ? b + 1 : piece;
            }

            if (touched >= 0)
            {
                found.Add(new Facet(FacetKind.Unit, layer.FirstUnit + i, touched));
                value[i] = unit.Breakpoints[touched];
                piece = touched;
            }

            pieces[layer.FirstUnit + i] = (byte)piece;
            double slope = Math.Abs(unit.Pieces[piece].Slope);
            value[i] = (unit.Pieces[piece].Slope * value[i]) + unit.Pieces[piece].Intercept;
            size[i] = (slope * size[i]) + Math.Abs(unit.Pieces[piece].Intercept);
        }
    }
}
