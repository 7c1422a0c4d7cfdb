using System.Collections.Immutable;
using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using TorchDynInspect.Dynamics.Spectra;
using TorchDynInspect.Inspectors.Opaque;
using TorchDynInspect.Inspectors.Summaries;
using TorchDynInspect.Inspectors.Verification;

namespace TorchDynInspect.Inspectors;

/// <summary>
/// A module read as a dynamical system. Where the module lowered, every analysis runs on <see cref="Network"/>, a snapshot; where it did not, on the module's own
/// forward and backward passes, in its own precision, and the module must outlive this object. Holds no tensor.
/// </summary>
public sealed class Inspection
{
    private readonly OpaqueMap? opaque;

    internal Inspection(
        Network? network, OpaqueMap? opaque, ModelSummary summary, VerificationRecord? verification, ImmutableArray<string> warnings,
        ImmutableArray<long> inputShape, int outputs)
    {
        (Network, this.opaque, Summary, Verification) = (network, opaque, summary, verification);
        (Warnings, InputShape, Outputs) = (warnings, inputShape, outputs);
    }

    /// <summary>The network, or null where a submodule is opaque.</summary>
    public Network? Network { get; }

    /// <summary>The module's parts, and what was lowered and what was not.</summary>
    public ModelSummary Summary { get; }

    /// <summary>How the network was checked against the module; null for an opaque module.</summary>
    public VerificationRecord? Verification { get; }

    /// <summary>What the reader should know; empty when all is well.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>Shape of one input without the batch dimension.</summary>
    public ImmutableArray<long> InputShape { get; }

    /// <summary>Number of entries of one input.</summary>
    public int Inputs => checked((int)InputShape.Aggregate(1L, (product, size) => product * size));

    /// <summary>Number of entries of one output.</summary>
    public int Outputs { get; }

    /// <summary>Whether the whole module lowered.</summary>
    public bool IsLowered => Network is not null;

    /// <summary><see cref="EvidenceLevel.Numerical"/> for a lowered module; <see cref="EvidenceLevel.Sampled"/> for an opaque one, of which only values and derivatives at points are known.</summary>
    public EvidenceLevel Evidence => IsLowered ? EvidenceLevel.Numerical : EvidenceLevel.Sampled;

    /// <summary>The network.</summary>
    /// <exception cref="InvalidInputException">A submodule is opaque; one line names each by path and class, with the reason.</exception>
    public Network RequireNetwork() => Network ?? throw new InvalidInputException(
        string.Join("; ", Summary.Opaque.Select(row => $"{Lowering.ModuleWalker.Name(row.Path, row.Type)} cannot be lowered: {row.Outcome}")));

    /// <summary>f(x_i) for N points.</summary>
    /// <param name="points">N × inputs, one point a row.</param>
    /// <returns>N × outputs.</returns>
    public Matrix Evaluate(Matrix points) => Network?.Evaluate(points) ?? opaque!.Values(points);

    /// <summary>The affine maps f(x_i) = A_i x_i + b_i of N points.</summary>
    /// <param name="points">N × inputs, one point a row.</param>
    /// <param name="form">Which form; an opaque module has the tangent form only.</param>
    /// <exception cref="InvalidInputException">A secant form of an opaque module, or points of another width.</exception>
    public AffineMapBatch AffineMaps(Matrix points, AffineForm form = AffineForm.Tangent) =>
        Network?.AffineMaps(points, form) ?? OpaqueAffineMaps.Of(opaque!, points, form);

    /// <summary>The affine map at one point.</summary>
    /// <param name="x">A point of dimension inputs.</param>
    /// <param name="form">Which form; an opaque module has the tangent form only.</param>
    public AffineMap AffineMap(ReadOnlySpan<double> x, AffineForm form = AffineForm.Tangent) => AffineMaps(new Matrix(1, x.Length, x), form)[0];

    /// <summary>The spectra of the affine maps of N points.</summary>
    /// <param name="points">N × inputs, one point a row.</param>
    /// <param name="form">Which form; the tangent form gives the spectra of the Jacobians.</param>
    public SpectrumBatch Spectra(Matrix points, AffineForm form = AffineForm.Tangent) => AffineMaps(points, form).Spectra();

    /// <summary>The spectrum of the affine map at one point.</summary>
    /// <param name="x">A point of dimension inputs.</param>
    /// <param name="form">Which form; the tangent form gives the spectrum of the Jacobian.</param>
    public Spectrum Spectrum(ReadOnlySpan<double> x, AffineForm form = AffineForm.Tangent) => Spectra(new Matrix(1, x.Length, x), form)[0];

    /// <summary>Fixed points and cycles: of an opaque module by multi-start Newton, with evidence of completeness Sampled; of a lowered one by the method of the options.</summary>
    /// <param name="box">Where to look.</param>
    /// <param name="options">The search; null for the defaults. An opaque module in float32 cannot meet a tolerance below its own precision, so it is raised to that.</param>
    /// <param name="extraStarts">Further starting points, one a row; null for none.</param>
    /// <param name="progress">Told the share of the work done; may be null.</param>
    /// <param name="cancellation">Stops the search; what was found so far is returned, marked interrupted.</param>
    public FixedPointResult FixedPoints(
        Box box,
        FixedPointOptions? options = null,
        Matrix? extraStarts = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default) =>
        Network?.FixedPoints(box, options, extraStarts, progress, cancellation)
            ?? OpaqueFixedPoints.Search(opaque!, Outputs, box, options ?? new(), extraStarts, progress, cancellation);
}
