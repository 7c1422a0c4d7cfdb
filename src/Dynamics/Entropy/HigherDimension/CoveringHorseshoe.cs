using System.Collections.Immutable;
using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.Entropy.Bounds;

namespace TorchDynInspect.Dynamics.Entropy.HigherDimension;

/// <summary>
/// A horseshoe in R^d: boxes M_1 … M_s in a box N, each of which g = f^Iterate stretches across N along the expanding axes. For an expanding axis j, one of the two faces of M_i across
/// axis j is mapped to y_j &lt; N_j's lower bound and the other to y_j &gt; its upper bound; along the other axes g(M_i) stays inside N. Then h_top(f) ≥ (log s)/k.
/// </summary>
/// <remarks>
/// <para>
/// These are covering relations M_i ⇒ N (Zgliczyński, Gidea, Covering relations for multidimensional dynamical systems, J. Differential Equations 202, 2004): the linear homotopy from g
/// to the diagonal map that stretches the expanding axes over N and squeezes the others to N's centre keeps the faces outside N and M_i's image off N's other faces, since each
/// condition bounds one coordinate and survives convex combinations. As M_i ⊂ N, every word i_0 … i_n has a point with g^t(x) ∈ M_(i_t) (theorem 9 there). For one expanding axis that is the
/// intermediate value theorem: a path across N crosses M_i, the image of that part crosses N, and so on.
/// </para>
/// <para>
/// M_i and M_j overlap at most in faces across an expanding axis, which g maps out of N; so the compact sets M_i ∩ g^(−1)(N) are disjoint, points of different words are separated, and g has
/// entropy at least log s on the points whose orbits stay in them. Where f need not map the box of interest into itself, f(M_i), …, f^(k−1)(M_i) are proved to lie in it, so that the orbits under
/// f stay, too.
/// </para>
/// </remarks>
/// <param name="Iterate">k.</param>
/// <param name="ExpandingAxes">The axes along which g stretches, from 0.</param>
/// <param name="Target">N.</param>
/// <param name="Branches">M_1 … M_s.</param>
public sealed record CoveringHorseshoe(int Iterate, ImmutableArray<int> ExpandingAxes, Box Target, ImmutableArray<Box> Branches)
{
    /// <summary>(log s)/k, rounded down.</summary>
    public double Entropy => Branches.Length < 2 ? 0 : Horseshoe.RateOf(Branches.Length, Iterate).Lower;
}
