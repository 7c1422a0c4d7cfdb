using TorchDynInspect.Dynamics;
using TorchDynInspect.Dynamics.Batches;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Evidence;
using TorchDynInspect.Dynamics.FixedPoints;
using TorchDynInspect.Dynamics.LinearAlgebra;
using TorchDynInspect.Dynamics.Networks;
using static TorchSharp.torch;

namespace TorchDynInspect.Training;

/// <summary>
/// What an inspector sees: the module, where training stands, and — made when first asked for, then shared by the inspectors of the moment
/// — the loss and the module as a dynamical system in evaluation mode.
/// </summary>
public sealed class InspectionContext
{
    private readonly Lazy<double?> loss;
    private readonly Lazy<ModuleReading> reading;

    internal InspectionContext(
        nn.Module<Tensor, Tensor> module,
        optim.Optimizer? optimizer,
        InspectionMoment moment,
        Lazy<ModuleReading> reading,
        Lazy<double?> loss,
        double? validationLoss)
    {
        Module = module;
        Optimizer = optimizer;
        Moment = moment;
        ValidationLoss = validationLoss;
        this.loss = loss;
        this.reading = reading;
    }

    /// <summary>The module in training. Read only.</summary>
    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>The optimizer, when the monitor was given one.</summary>
    public optim.Optimizer? Optimizer { get; }

    /// <summary>Where training stands.</summary>
    public InspectionMoment Moment { get; }

    /// <summary>
    /// The loss of the step just made, or the training loss reported with the epoch; null when none was reported. Reading it waits for the
    /// device, which is why a loss is read only when an inspector asks.
    /// </summary>
    public double? Loss => loss.Value;

    /// <summary>The validation loss reported with the epoch; null at other moments.</summary>
    public double? ValidationLoss { get; }

    /// <summary>The weights of this moment as a network. O(parameters), once a moment.</summary>
    /// <exception cref="InvalidInputException">A submodule is opaque (one line names it), or a weight is NaN or infinite.</exception>
    public Network Network => reading.Value.RequireNetwork();

    /// <summary>Number of entries of one input.</summary>
    public int Inputs => reading.Value.Attached.Inputs;

    /// <summary>Number of entries of one output.</summary>
    public int Outputs => reading.Value.Attached.Outputs;

    /// <summary>What readings at points are worth: Numerical where the module lowered, Sampled where it is opaque.</summary>
    public EvidenceLevel Evidence => reading.Value.Attached.Evidence;

    /// <summary>The affine maps f(x_i) = A_i x_i + b_i of this moment, lowered or opaque.</summary>
    /// <param name="points">N × inputs, one point a row.</param>
    /// <param name="form">Which form; an opaque module has the tangent form only.</param>
    /// <exception cref="InvalidInputException">A secant form of an opaque module, points of another width, or a weight that is NaN or
    /// infinite.</exception>
    public AffineMapBatch AffineMaps(Matrix points, AffineForm form = AffineForm.Tangent) =>
        reading.Value is { Network: { } network } ? network.AffineMaps(points, form) : reading.Value.Attached.AffineMaps(points, form);

    /// <summary>The fixed points of this moment; of an opaque module by multi-start Newton, of a lowered one by the method of the options.</summary>
    /// <param name="box">Where to look.</param>
    /// <param name="options">The search; null for the defaults.</param>
    /// <param name="extraStarts">Further starting points, one a row; null for none.</param>
    /// <exception cref="InvalidInputException">The module is no self-map, the box has another dimension, or a weight is NaN or
    /// infinite.</exception>
    public FixedPointResult FixedPoints(Box box, FixedPointOptions? options = null, Matrix? extraStarts = null) =>
        reading.Value is { Network: { } network }
            ? network.FixedPoints(box, options, extraStarts)
            : reading.Value.Attached.FixedPoints(box, options, extraStarts);
}
