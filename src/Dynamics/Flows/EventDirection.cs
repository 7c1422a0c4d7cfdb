namespace TorchDynInspect.Dynamics.Flows;

/// <summary>Which zeros count as events, by the sign of g before and after in the order of the integration.</summary>
public enum EventDirection
{
    /// <summary>Both.</summary>
    Either,

    /// <summary>From negative to positive.</summary>
    Rising,

    /// <summary>From positive to negative.</summary>
    Falling,
}
