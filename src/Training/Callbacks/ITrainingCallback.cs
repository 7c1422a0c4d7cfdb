namespace TorchDynInspect.Training;

/// <summary>
/// Is told of the course of a fit. Implement what is needed; the rest does nothing. What a callback throws is recorded in the result and
/// does not stop training, unless <see cref="TrainerOptions.Strict"/> — except cancellation (<see cref="OperationCanceledException"/>),
/// which ends the fit as a cancelled one. To end a fit on purpose call <see cref="TrainingContext.Stop"/>.
/// </summary>
public interface ITrainingCallback
{
    /// <summary>The fit begins; nothing has been learned yet.</summary>
    /// <param name="context">The fit.</param>
    void FitBegins(TrainingContext context)
    {
    }

    /// <summary>An epoch begins; the module is in its training mode.</summary>
    /// <param name="context">The fit.</param>
    void EpochBegins(TrainingContext context)
    {
    }

    /// <summary>A batch is about to be used.</summary>
    /// <param name="context">The fit.</param>
    /// <param name="batch">The batch; its tensors live until the batch ends.</param>
    void BatchBegins(TrainingContext context, Batch batch)
    {
    }

    /// <summary>The optimizer has stepped; gradients are still there.</summary>
    /// <param name="context">The fit.</param>
    /// <param name="batch">What was learned, with the loss as a tensor that lives until this call returns.</param>
    void BatchEnds(TrainingContext context, BatchResult batch)
    {
    }

    /// <summary>An epoch and its validation are over.</summary>
    /// <param name="context">The fit.</param>
    /// <param name="epoch">Its losses.</param>
    void EpochEnds(TrainingContext context, EpochSummary epoch)
    {
    }

    /// <summary>The fit is over, whatever ended it; called exactly once for each <see cref="FitBegins"/>, even when the fit
    /// fails.</summary>
    /// <param name="context">The fit.</param>
    void FitEnds(TrainingContext context)
    {
    }
}
