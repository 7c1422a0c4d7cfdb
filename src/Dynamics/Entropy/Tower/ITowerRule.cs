namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>What a map gives to its tower: intervals, and the intervals that their parts are mapped to.</summary>
/// <typeparam name="TPoint">Ends of intervals; equal ends must compare equal.</typeparam>
internal interface ITowerRule<TPoint>
    where TPoint : notnull
{
    /// <summary>The invariant interval.</summary>
    (TPoint Lower, TPoint Upper) Root { get; }

    /// <summary>For each lap that the node meets, the image of that part, if it has interior. A target that two laps share is listed twice.</summary>
    /// <param name="node">An interval with interior.</param>
    /// <param name="targets">Receives the images.</param>
    void Images((TPoint Lower, TPoint Upper) node, List<(TPoint Lower, TPoint Upper)> targets);

    /// <summary>Whether a node is worth its images: exact ends grow with every step.</summary>
    bool IsTooLong((TPoint Lower, TPoint Upper) node);

    /// <summary>Numbers in the same order as the points, for all points met so far; equal only for equal points.</summary>
    Func<TPoint, double> Order();

    /// <summary>The interval rounded outwards.</summary>
    (double Lower, double Upper) Enclose((TPoint Lower, TPoint Upper) node);
}
