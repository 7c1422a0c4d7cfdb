namespace TorchDynInspect.Dynamics.Attraction;

/// <summary>Why a region of attraction was not followed further.</summary>
public enum AttractionEnd
{
    /// <summary>The last step added less than the least share asked for.</summary>
    Stationary,

    /// <summary>The largest number of steps was reached.</summary>
    Steps,

    /// <summary>The next step would start from too many polytopes.</summary>
    Polytopes,

    /// <summary>The budget ran out, or the computation was cancelled.</summary>
    Interrupted,

    /// <summary>There is no inner region; see the reason.</summary>
    Refused,
}
