using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>
/// Eigenvalues of eight upper Hessenberg matrices at once by Francis' implicitly shifted double QR steps (Golub, Van Loan, section 7.5; deflation after
/// Ahues and Tisseur, LAPACK working note 122). Every lane has its own active window, shifts and deflations; a lane outside the step gets τ = 0.
/// </summary>
internal static unsafe partial class LaneEigenvalues
{
    private const int Eight = LaneMatrix.LaneCount;
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>Sweeps a lane may take for each of its eigenvalues on average before it counts as failed.</summary>
    private const int SweepsPerEigenvalue = 60;

    /// <summary>Computes all eigenvalues of one or more groups, whose steps are interleaved: each hides the latency of the other's.</summary>
    /// <param name="groups">The groups; on return <see cref="Group.Failed"/> has a bit for each lane that did not converge.</param>
    /// <param name="count">How many.</param>
    public static void Compute(Group* groups, int count)
    {
        int n = groups[0].H.Rows;
        for (int g = 0; g < count; g++)
        {
            groups[g].High = Vector512.Create(n - 1.0);
            groups[g].Low = Lanes.Zero;
            groups[g].Stalled = Lanes.Zero;
            groups[g].Failed = 0;
        }

        long budget = (long)SweepsPerEigenvalue * Math.Max(n, 10);
        for (long sweep = 0; sweep <= budget; sweep++)
        {
            (int top, int bottom) = (n, -1);
            for (int g = 0; g < count; g++)
            {
                Prepare(ref groups[g], n);
                top = Math.Min(top, groups[g].Top);
                bottom = Math.Max(bottom, groups[g].Bottom);
            }

            if (bottom < 0)
            {
                return;
            }

            Sweep(groups, count, top, bottom);
        }

        for (int g = 0; g < count; g++)
        {
            groups[g].Failed = (int)Vector512.GreaterThanOrEqual(groups[g].High, Lanes.Zero).ExtractMostSignificantBits();
        }
    }

    /// <summary>Deflates, and chooses windows and shifts of the next sweep.</summary>
    private static void Prepare(ref Group group, int n)
    {
        Deflate(group.H, ref group.Low, ref group.High, ref group.Stalled, (double*)group.Re, (double*)group.Im);
        Lanes open = Vector512.GreaterThanOrEqual(group.High, Lanes.Zero);
        if (!LaneMath.Any(open))
        {
            (group.Top, group.Bottom) = (n, -1);
            return;
        }

        (group.Top, group.Bottom) = Hull(group.Low, group.High);
        Shifts(ref group);
        group.Stalled += Lanes.One;

        // A finished lane has an empty window.
        group.Low = LaneMath.Select(open, group.Low, Vector512.Create((double)n));
    }

    /// <summary>The smallest window that holds every lane's.</summary>
    private static (int Top, int Bottom) Hull(Lanes low, Lanes high)
    {
        (double top, double bottom) = (double.PositiveInfinity, -1);
        for (int p = 0; p < Eight; p++)
        {
            if (high.GetElement(p) >= 0)
            {
                top = Math.Min(top, low.GetElement(p));
                bottom = Math.Max(bottom, high.GetElement(p));
            }
        }

        return ((int)top, (int)bottom);
    }

    /// <summary>Eight matrices and the state of their iteration.</summary>
    internal struct Group
    {
        /// <summary>Hessenberg matrices of entries at most about 1; destroyed. The memory must have two spare zero rows and a spare zero column at its end.</summary>
        public LaneMatrix H;

        /// <summary>Receives n vectors of real parts.</summary>
        public Lanes* Re;

        /// <summary>Receives n vectors of imaginary parts; conjugate pairs adjacent, positive first.</summary>
        public Lanes* Im;

        /// <summary>A bit for each lane that did not converge.</summary>
        public int Failed;

        /// <summary>First and last row of the window that holds every lane's.</summary>
        public int Top, Bottom;

        /// <summary>First and last row of each lane's window, and its sweeps since the last deflation.</summary>
        public Lanes Low, High, Stalled;

        /// <summary>The shifts: a conjugate pair, or a real one twice.</summary>
        public Lanes ShiftRe, ShiftIm;

        /// <summary>The reflector of the next step.</summary>
        public Reflection Next;
    }
}
