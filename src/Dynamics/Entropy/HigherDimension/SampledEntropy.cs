using System.Collections.Immutable;
using System.Globalization;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Lyapunov;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Oscillations;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>Estimates of the entropy by sampling. They bound nothing: each says why.</summary>
internal static class SampledEntropy
{
    /// <summary>Adds estimates to a list.</summary>
    /// <returns>Remarks on what was left out.</returns>
    public static List<string> AddTo(
        List<EntropyBound> bounds, Network network, Box box, EntropyBoundsOptions options, WorkLimit limit, CancellationToken cancellation)
    {
        List<string> remarks = [];
        if (options.ExpansionSamples > 0 && !limit.IsOver && !network.Layers.Any(EntropyBoundsStudy.HasFlow))
        {
            ImmutableArray<double> logs = ExpansionEntropy.LogMeans(network, box, options.ExpansionSamples, options.ExpansionSteps, options.Seed);
            if (logs.IsEmpty)
            {
                remarks.Add("Expansion entropy: no sampled point stays in the box.");
            }
            else
            {
                bounds.Add(new EntropyBound(
                    "expansion entropy",
                    "Hunt, Ott 2015; Kozlovski 2000: equal to h_top for C^∞ maps",
                    BoundKind.Estimate,
                    ExpansionEntropy.Rate(logs),
                    EvidenceLevel.Sampled,
                    $"{options.ExpansionSamples} points, growth over the last steps of {logs.Length}"));
            }
        }

        if (options.LyapunovOrbits > 0 && !limit.IsOver)
        {
            AddLyapunov(bounds, remarks, network, box, options, cancellation);
        }

        return remarks;
    }

    // Ruelle: h_μ ≤ Σ λ⁺ for the orbit's measure, and h_top is the supremum of h_μ: the sum is a bound of neither.
    private static void AddLyapunov(
        List<EntropyBound> bounds, List<string> remarks, Network network, Box box, EntropyBoundsOptions options, CancellationToken cancellation)
    {
        int d = box.Dimension;
        Random random = new(options.Seed);
        double largest = double.NegativeInfinity;
        int escaped = 0;
        for (int orbit = 0; orbit < options.LyapunovOrbits; orbit++)
        {
            double[] start = [.. Enumerable.Range(0, d).Select(k => box.Lower[k] + ((box.Upper[k] - box.Lower[k]) * random.NextDouble()))];
            try
            {
                LyapunovSpectrum spectrum = network.LyapunovSpectra(
                    new Matrix(1, d, start), new LyapunovOptions { Transient = 200, Duration = 5000, Seed = options.Seed }, cancellation)[0];
                largest = Math.Max(largest, spectrum.Exponents.Sum(exponent => Math.Max(0, exponent.Value)));
                escaped += box.Contains([.. spectrum.End]) ? 0 : 1;
            }
            catch (OperationCanceledException)
            {
                remarks.Add("Lyapunov exponents: the computation was cancelled.");
                break;
            }
            catch (InvalidInputException)
            {
                // The orbit left the finite numbers, and with them the box.
                escaped++;
            }
        }

        if (escaped > 0)
        {
            remarks.Add($"Lyapunov exponents: {escaped} of {options.LyapunovOrbits} orbits end outside the box.");
        }

        if (double.IsFinite(largest))
        {
            bounds.Add(new EntropyBound(
                "Lyapunov exponents",
                "Ruelle 1978: h_μ ≤ Σ λ⁺, and h_top = sup h_μ",
                BoundKind.Estimate,
                largest,
                EvidenceLevel.Sampled,
                string.Create(CultureInfo.InvariantCulture, $"largest sum of positive exponents along {options.LyapunovOrbits} orbits")));
        }
    }
}
