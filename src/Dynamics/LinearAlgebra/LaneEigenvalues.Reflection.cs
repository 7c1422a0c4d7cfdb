using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>The reflectors of the double QR step.</summary>
internal static unsafe partial class LaneEigenvalues
{
    /// <summary>The reflector I − τ (1,v₁,v₂)(1,v₁,v₂)ᵀ of every lane, the identity in lanes that are not active.</summary>
    internal readonly struct Reflection(Lanes v1, Lanes v2, Lanes tau)
    {
        public Lanes V1 { get; } = v1;

        public Lanes V2 { get; } = v2;

        public Lanes Tau { get; } = tau;

        /// <summary>The reflector that maps (x, y, z) to (β, 0, 0).</summary>
        public static Reflection Of(Lanes x, Lanes y, Lanes z, Lanes active, out Lanes beta, out Lanes moved)
        {
            Lanes rest = Vector512.Abs(y) + Vector512.Abs(z);
            moved = active & Vector512.GreaterThan(rest, Lanes.Zero);
            Lanes square = Vector512.FusedMultiplyAdd(x, x, Vector512.FusedMultiplyAdd(y, y, z * z));
            Lanes unscale = Lanes.One;
            Lanes faint = moved & Vector512.LessThan(square, Vector512.Create(1e-280));
            if (LaneMath.Any(faint))
            {
                // Squares near underflow lose digits: lift those lanes by a power of two.
                Lanes lift = LaneMath.Select(faint, Vector512.Create(Math.ScaleB(1, 700)), Lanes.One);
                unscale = LaneMath.Select(faint, Vector512.Create(Math.ScaleB(1, -700)), Lanes.One);
                x *= lift;
                y *= lift;
                z *= lift;
                square = Vector512.FusedMultiplyAdd(x, x, Vector512.FusedMultiplyAdd(y, y, z * z));
            }

            Lanes norm = LaneMath.CopySign(Vector512.Sqrt(LaneMath.Select(moved, square, Lanes.One)), x);
            Lanes head = LaneMath.Select(moved, x + norm, Lanes.One);

            // One division serves both quotients: 1/head = norm·r and 1/norm = head·r.
            Lanes r = Lanes.One / (head * norm);
            Lanes inverse = LaneMath.Select(moved, norm * r, Lanes.Zero);
            beta = -norm * unscale;
            return new Reflection(y * inverse, z * inverse, LaneMath.Select(moved, head * head * r, Lanes.Zero));
        }
    }
}
