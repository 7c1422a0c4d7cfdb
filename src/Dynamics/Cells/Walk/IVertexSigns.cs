using TorchDynInspect.Dynamics.Evidence;

namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>
/// How a walk decides on which side of a hyperplane a vertex lies: a struct, so that the compiler specialises the walk for it. One worker's. The walk computes
/// z = a·x + b in floating point and takes its sign when |z| &gt; Margins[plane] + Norms[plane] · radius of the vertex; only then what is left is asked for by
/// <see cref="Sign"/>. So a strategy is rigorous when its margins and radii are: margin, for the error of the row at any point of the part; radius, for the
/// distance (maximum norm) of the true vertex, where the true hyperplanes of its facets meet, from the computed one. An infinite radius or margin sends every
/// sign to <see cref="Sign"/>.
/// </summary>
/// <typeparam name="TSelf">The strategy.</typeparam>
/// <remarks>
/// What a facet's hyperplane is, follows from its id: <see cref="WalkPlan.Locate"/> gives level and plane, the level its step, unit and breakpoint, and
/// <see cref="WalkPath.Pattern"/> the pieces of all units of the levels before it, which make the row. The pattern of a level itself is not needed for its hyperplanes.
/// </remarks>
internal unsafe interface IVertexSigns<TSelf>
    where TSelf : struct, IVertexSigns<TSelf>
{
    /// <summary>What a walk with these signs shows.</summary>
    static abstract EvidenceLevel Evidence { get; }

    /// <summary>Creates the strategy of one worker.</summary>
    /// <param name="path">The worker's path; its plan is set, its frames are not.</param>
    static abstract TSelf Create(WalkPath path);

    /// <summary>Fills <see cref="WalkFrame.Margins"/>; rows, planes and norms of the frame, all frames before it and the pattern before it are set.</summary>
    /// <param name="path">The worker's path.</param>
    /// <param name="level">The level, or <see cref="WalkPlan.DomainLevel"/> for the halfspaces of the domain.</param>
    /// <param name="part">The part of the domain that the frame is for.</param>
    void SetMargins(WalkPath path, int level, in Polytope part);

    /// <summary>The worker goes on with work of another one: frames and pattern down to a level, margins included, are copies of that one's.</summary>
    /// <param name="path">The worker's path.</param>
    /// <param name="level">The level.</param>
    void Resume(WalkPath path, int level);

    /// <summary>
    /// Before a part is divided: makes the hyperplane's row, norm and margin better where rounding has left too little of them to say where its zeros are.
    /// </summary>
    /// <param name="path">The worker's path.</param>
    /// <param name="level">The hyperplane's level.</param>
    /// <param name="plane">The hyperplane's number in its level.</param>
    /// <param name="values">Its values at the part's vertices.</param>
    /// <returns>Whether they have changed, so that values and signs are to be computed again.</returns>
    bool Sharpen(WalkPath path, int level, int plane, ReadOnlySpan<double> values);

    /// <summary>The radius of a new vertex.</summary>
    /// <param name="path">The worker's path.</param>
    /// <param name="vertex">The vertex and the edge it cuts.</param>
    double Radius(WalkPath path, in CutVertex vertex);

    /// <summary>
    /// The sign, −1, 0 or 1, of a hyperplane's value at a vertex, where z alone does not tell it. May make rows better on the way: then
    /// <see cref="WalkFrame.IsExact"/> of the hyperplane says so.
    /// </summary>
    /// <param name="path">The worker's path.</param>
    /// <param name="level">The hyperplane's level.</param>
    /// <param name="plane">The hyperplane's number in its level.</param>
    /// <param name="polytope">The polytope; its facets, by <see cref="Polytope.Masks"/> and <see cref="Polytope.Slots"/>, tell where the vertex is.</param>
    /// <param name="vertex">The vertex.</param>
    /// <param name="z">The computed value.</param>
    int Sign(WalkPath path, int level, int plane, in Polytope polytope, int vertex, double z);
}
