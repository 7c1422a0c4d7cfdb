using TorchDynInspect.Dynamics.Intervals;

namespace TorchDynInspect.Dynamics.FixedPoints.PiecewiseLinear;

/// <summary>Σ c_v v over the structural variables with every coefficient enclosed; exact where the weights are used as they are.</summary>
internal sealed class LinearForm(int variables)
{
    /// <summary>Lower bounds of the coefficients.</summary>
    public double[] Lower { get; } = new double[variables];

    /// <summary>Upper bounds of the coefficients.</summary>
    public double[] Upper { get; } = new double[variables];

    /// <summary>The variable that the form is, or −1 when it is a combination.</summary>
    public int Single { get; private set; } = -1;

    /// <summary>The form 1·v.</summary>
    public static LinearForm Of(int variables, int variable)
    {
        LinearForm form = new(variables) { Single = variable };
        form.Lower[variable] = form.Upper[variable] = 1;
        return form;
    }

    /// <summary>Adds factor·variable.</summary>
    public void Add(int variable, double factor)
    {
        Single = -1;
        Lower[variable] = Rounded.AddDown(Lower[variable], factor);
        Upper[variable] = Rounded.AddUp(Upper[variable], factor);
    }

    /// <summary>Adds factor·form.</summary>
    public void Add(LinearForm form, Interval factor)
    {
        if (factor is { Lower: 0, Upper: 0 })
        {
            return;
        }

        if (form.Single >= 0 && factor.Lower == factor.Upper)
        {
            Add(form.Single, factor.Lower);
            return;
        }

        Single = -1;
        for (int v = 0; v < Lower.Length; v++)
        {
            (double l, double u) = (form.Lower[v], form.Upper[v]);
            if (l == 0 && u == 0)
            {
                continue;
            }

            Interval term = factor * new Interval(l, u);
            Lower[v] = Rounded.AddDown(Lower[v], term.Lower);
            Upper[v] = Rounded.AddUp(Upper[v], term.Upper);
        }
    }

    /// <summary>A weighted sum of forms plus a constant.</summary>
    public static LinearForm Combine(int variables, ReadOnlySpan<double> weights, LinearForm[] forms, double constant)
    {
        LinearForm sum = new(variables);
        int only = -1;
        for (int j = 0; j < weights.Length; j++)
        {
            if (weights[j] != 0)
            {
                sum.Add(forms[j], new Interval(weights[j], weights[j]));
                only = only == -1 && weights[j] == 1 ? j : -2;
            }
        }

        if (constant != 0)
        {
            sum.Add(0, constant);
            only = -2;
        }

        sum.Single = only >= 0 ? forms[only].Single : -1;
        return sum;
    }
}
