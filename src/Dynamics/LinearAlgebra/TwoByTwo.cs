namespace TorchDynInspect.Dynamics.LinearAlgebra;

/// <summary>The eigenvalues of one real 2×2 matrix, without cancellation.</summary>
internal static class TwoByTwo
{
    /// <summary>
    /// With p = (a − d)/2, the eigenvalues are d + p ± √(p² + bc). For real ones the larger step z = p + sign(p)√… is taken first and the other follows from
    /// the product, −bc/z; a double eigenvalue within rounding is told apart by the signs of b and c only (the cases of LAPACK's dlanv2).
    /// </summary>
    public static void Eigenvalues(double a, double b, double c, double d, out double re1, out double im1, out double re2, out double im2)
    {
        im1 = im2 = 0;
        if (b == 0 || c == 0)
        {
            (re1, re2) = (a, d);
            return;
        }

        double p = (a - d) / 2;
        double larger = Math.Max(Math.Abs(b), Math.Abs(c));
        double smaller = Math.Min(Math.Abs(b), Math.Abs(c)) * Math.Sign(b) * Math.Sign(c);
        double scale = Math.Max(Math.Abs(p), larger);
        double z = (p / scale * p) + (larger / scale * smaller);
        if (z >= 0 && (p != 0 || smaller > 0))
        {
            z = p + Math.CopySign(Math.Sqrt(scale) * Math.Sqrt(z), p);
            re1 = d + z;
            re2 = z == 0 ? d : d - (larger / z * smaller);
            return;
        }

        re1 = re2 = d + p;
        im1 = Math.Sqrt(scale) * Math.Sqrt(-z);
        im2 = -im1;
    }
}
