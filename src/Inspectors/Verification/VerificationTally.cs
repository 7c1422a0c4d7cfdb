using System.Globalization;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Inspectors.Lowering;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Verification;

/// <summary>Compares submodules with their networks and keeps the worst of it.</summary>
internal sealed class VerificationTally(ScalarType dtype)
{
    private int submodules;
    private double worstRatio;
    private VerificationRecord? last;

    /// <summary>The record; the submodule that was compared last is the whole module.</summary>
    public VerificationRecord? Record => last is null ? null : last with { Submodules = submodules, WorstRatio = worstRatio };

    public void Compare(LoweredModule module, Network network, Matrix inputs, Matrix outputs, Roundoff roundoff)
    {
        Matrix values = network.Evaluate(inputs);
        double maxDeviation = 0;
        double maxTolerance = 0;
        for (int i = 0; i < inputs.Rows; i++)
        {
            double[] bounds = roundoff.Bound(network, inputs.Row(i));
            for (int j = 0; j < bounds.Length; j++)
            {
                double deviation = Math.Abs(values[i, j] - outputs[i, j]);
                maxDeviation = Math.Max(maxDeviation, deviation);
                maxTolerance = Math.Max(maxTolerance, bounds[j]);
                if (!(deviation <= bounds[j]))
                {
                    throw new LoweringMismatchException(module.Path, string.Create(
                        CultureInfo.InvariantCulture,
                        $"{module.Name}: module gives {outputs[i, j]:G9}, its lowering {values[i, j]:G9} at output {j} of probe point {i}; rounding in {DataTypes.Name(dtype)} explains {bounds[j]:G3}"));
                }

                worstRatio = bounds[j] > 0 ? Math.Max(worstRatio, deviation / bounds[j]) : worstRatio;
            }
        }

        submodules++;
        last = new VerificationRecord(inputs.Rows, submodules, maxDeviation, maxTolerance, worstRatio, DataTypes.Name(dtype));
    }
}
