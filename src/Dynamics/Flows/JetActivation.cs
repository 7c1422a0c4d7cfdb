using TorchDynInspect.Dynamics.Activations;
using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Flows;

/// <summary>σ on jets: z_j ↦ σ′ z_j and z_jk ↦ σ′ z_jk + σ″ z_j z_k.</summary>
internal sealed class JetActivation(Elementwise layer, int units, int source, int target) : JetStep(source, target, JetProgram.Padded(units))
{
    public override void Apply(JetPass pass)
    {
        Span<double> from = pass.Block(Source, Width);
        Span<double> to = pass.Block(Target, Width);
        ReadOnlySpan<double> z = from[..Width];
        if (pass.Directions == 0)
        {
            Values(z, to[..Width]);
            return;
        }

        Span<double> first = pass.First.AsSpan(0, Width);
        ValuesAndDerivatives(z, to[..Width], first);
        for (int c = 1; c < pass.Columns; c++)
        {
            Scale(from.Slice(c * Width, Width), first, to.Slice(c * Width, Width));
        }

        if (pass.Pairs > 0)
        {
            Bend(pass, first, from, to);
        }
    }

    private static void Scale(ReadOnlySpan<double> x, ReadOnlySpan<double> factor, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = x[i] * factor[i];
        }
    }

    private void Bend(JetPass pass, ReadOnlySpan<double> first, ReadOnlySpan<double> from, Span<double> to)
    {
        Span<double> second = pass.Second.AsSpan(0, Width);
        SecondDerivatives(from[..Width], to[..Width], first, second);
        int pair = 1 + pass.Directions;
        for (int j = 1; j <= pass.Directions; j++)
        {
            ReadOnlySpan<double> u = from.Slice(j * Width, Width);
            for (int k = j; k <= pass.Directions; k++, pair++)
            {
                ReadOnlySpan<double> v = from.Slice(k * Width, Width);
                Span<double> y = to.Slice(pair * Width, Width);
                for (int i = 0; i < y.Length; i++)
                {
                    y[i] = Math.FusedMultiplyAdd(second[i] * u[i], v[i], y[i]);
                }
            }
        }
    }

    /// <summary>Padded lanes hold zeros; what σ makes of them meets only the zeros of padded weights.</summary>
    private void Values(ReadOnlySpan<double> z, Span<double> value)
    {
        if (layer.IsUniform)
        {
            layer[0].Values(z, value);
            return;
        }

        value.Clear();
        for (int i = 0; i < units; i++)
        {
            value[i] = layer[i].Value(z[i]);
        }
    }

    private void ValuesAndDerivatives(ReadOnlySpan<double> z, Span<double> value, Span<double> derivative)
    {
        if (layer.IsUniform)
        {
            layer[0].ValuesAndDerivatives(z, value, derivative);
            return;
        }

        value.Clear();
        derivative.Clear();
        for (int i = 0; i < units; i++)
        {
            Activation unit = layer[i];
            value[i] = unit.Value(z[i]);
            derivative[i] = unit.Derivative(z[i]);
        }
    }

    private void SecondDerivatives(ReadOnlySpan<double> z, ReadOnlySpan<double> value, ReadOnlySpan<double> first, Span<double> second)
    {
        if (layer.IsUniform)
        {
            layer[0].SecondDerivatives(z, value, first, second);
            return;
        }

        second.Clear();
        for (int i = 0; i < units; i++)
        {
            second[i] = layer[i].SecondDerivative(z[i]);
        }
    }
}
