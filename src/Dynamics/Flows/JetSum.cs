namespace TorchDynInspect.Dynamics.Flows;

/// <summary>h + g(h) on jets: every column is a sum.</summary>
internal sealed class JetSum(int source, int branch, int target, int width) : JetStep(source, target, width)
{
    public override void Apply(JetPass pass)
    {
        Span<double> x = pass.Block(Source, Width);
        Span<double> g = pass.Block(branch, Width);
        Span<double> y = pass.Block(Target, Width);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = x[i] + g[i];
        }
    }
}
