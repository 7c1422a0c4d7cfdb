using TorchDynInspect.Dynamics.Cells.Programs;
using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>
/// x = f(x) as linear equations and graphs of units. Structural variables: 0 is the constant 1, 1 … d the point x, then the output h of every unit that bends.
/// Logical variables: the input z of such a unit (unless it is a structural variable itself), h − factor·z for the slopes and chords of the unit, and f_i(x) − x_i.
/// </summary>
internal sealed class FixedPointEquations
{
    private readonly List<(int Variable, LinearForm Form)> inputs = [];

    /// <summary>Sets up the equations.</summary>
    /// <param name="exact">f, from R^d to R^d.</param>
    public FixedPointEquations(ExactProgram exact)
    {
        PiecewiseLinearProgram program = exact.Program;
        Program = program;
        Dimension = program.Inputs;
        Graphs = [.. exact.Steps.OfType<ExactStep.Pieces>().SelectMany(step => step.Units).Select(UnitGraph.Of)];
        int bending = Graphs.Count(graph => graph.Count > 1);
        Structural = 1 + Dimension + bending;
        int next = Structural;
        List<PiecewiseUnit> units = [];
        List<LinearForm[]> kept = [];
        LinearForm[] value = [.. Enumerable.Range(1, Dimension).Select(i => LinearForm.Of(Structural, i))];
        foreach (ProgramStep step in program.Steps)
        {
            value = Apply(step, value, kept, units, ref next);
        }

        Units = [.. units];
        FirstResidual = next;
        Residuals = new LinearForm[Dimension];
        for (int i = 0; i < Dimension; i++)
        {
            Residuals[i] = new LinearForm(Structural);
            Residuals[i].Add(value[i], new Interval(1, 1));
            Residuals[i].Add(1 + i, -1);
        }

        Variables = next + Dimension;
        InputRow = new int[Variables];
        UnitOfRow = new int[Variables];
        InputRow.AsSpan().Fill(-1);
        for (int k = 0; k < inputs.Count; k++)
        {
            InputRow[inputs[k].Variable] = k;
        }

        for (int k = 0; k < Units.Length; k++)
        {
            UnitOfRow.AsSpan(Units[k].FirstRow, Units[k].FixedRows + Units[k].ChordRows).Fill(k);
        }
    }

    /// <summary>f.</summary>
    public PiecewiseLinearProgram Program { get; }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>The function of every place in the activation pattern.</summary>
    public UnitGraph[] Graphs { get; }

    /// <summary>The units that bend, in the order of evaluation.</summary>
    public PiecewiseUnit[] Units { get; }

    /// <summary>Number of structural variables.</summary>
    public int Structural { get; }

    /// <summary>Number of all variables.</summary>
    public int Variables { get; }

    /// <summary>The first logical variable f_i(x) − x_i.</summary>
    public int FirstResidual { get; }

    /// <summary>f_i(x) − x_i over the structural variables.</summary>
    public LinearForm[] Residuals { get; }

    /// <summary>The logical variables that are inputs of units, with what they are.</summary>
    public IReadOnlyList<(int Variable, LinearForm Form)> Inputs => inputs;

    /// <summary>For each variable its index in <see cref="Inputs"/>, −1 for the others.</summary>
    public int[] InputRow { get; }

    /// <summary>For each logical variable h − factor·z its unit.</summary>
    public int[] UnitOfRow { get; }

    private LinearForm[] Apply(ProgramStep step, LinearForm[] value, List<LinearForm[]> kept, List<PiecewiseUnit> units, ref int next)
    {
        switch (step)
        {
            case ProgramStep.Linear linear:
                LinearForm[] image = new LinearForm[linear.Rows];
                for (int i = 0; i < linear.Rows; i++)
                {
                    image[i] = LinearForm.Combine(Structural, linear.Weight.AsSpan(i * linear.Columns, linear.Columns), value, linear.Bias[i]);
                }

                return image;
            case ProgramStep.Pieces pieces:
                LinearForm[] bent = new LinearForm[value.Length];
                for (int i = 0; i < value.Length; i++)
                {
                    bent[i] = Bend(value[i], pieces.FirstUnit + i, units, ref next);
                }

                return bent;
            case ProgramStep.Enter:
                kept.Add(value);
                return value;
            default:
                LinearForm[] sum = new LinearForm[value.Length];
                for (int i = 0; i < value.Length; i++)
                {
                    sum[i] = new LinearForm(Structural);
                    sum[i].Add(kept[^1][i], new Interval(1, 1));
                    sum[i].Add(value[i], new Interval(1, 1));
                }

                kept.RemoveAt(kept.Count - 1);
                return sum;
        }
    }

    private LinearForm Bend(LinearForm form, int place, List<PiecewiseUnit> units, ref int next)
    {
        UnitGraph graph = Graphs[place];
        if (graph.Count == 1)
        {
            if (graph.FirstSlope is { Lower: 1, Upper: 1 } && graph.FirstIntercept is { Lower: 0, Upper: 0 })
            {
                return form;
            }

            LinearForm affine = new(Structural);
            affine.Add(form, graph.FirstSlope);
            affine.Add(LinearForm.Of(Structural, 0), graph.FirstIntercept);
            return affine;
        }

        int input = form.Single;
        if (input < 0)
        {
            input = next++;
            inputs.Add((input, form));
        }

        int output = 1 + Dimension + units.Count;
        int chords = graph.Count == 2 ? 1 : 2;
        units.Add(new PiecewiseUnit(graph, place, input, output, next, graph.Slopes.Length, chords));
        next += graph.Slopes.Length + chords;
        return LinearForm.Of(Structural, output);
    }
}
