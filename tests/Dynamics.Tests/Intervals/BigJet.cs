namespace TorchDynInspect.Dynamics.Tests.Intervals;

/// <summary>Value, first and second derivative along a line, in 320-bit arithmetic, by the rules of differentiation.</summary>
internal readonly record struct BigJet(BigFloat Value, BigFloat First, BigFloat Second)
{
    public static implicit operator BigJet(double x) => new(x, BigFloat.Zero, BigFloat.Zero);

    public static BigJet operator -(BigJet x) => new(-x.Value, -x.First, -x.Second);

    public static BigJet operator +(BigJet x, BigJet y) => new(x.Value + y.Value, x.First + y.First, x.Second + y.Second);

    public static BigJet operator -(BigJet x, BigJet y) => x + (-y);

    public static BigJet operator *(BigJet x, BigJet y) => new(
        x.Value * y.Value,
        (x.First * y.Value) + (x.Value * y.First),
        (x.Second * y.Value) + (2 * x.First * y.First) + (x.Value * y.Second));

    public static BigJet operator /(BigJet x, BigJet y)
    {
        BigFloat inverse = 1 / y.Value;
        BigFloat square = inverse * inverse;
        return x * y.Through(inverse, -square, 2 * square * inverse);
    }

    public static BigJet Exp(BigJet x)
    {
        BigFloat e = BigFunctions.Exp(x.Value);
        return x.Through(e, e, e);
    }

    public static BigJet Expm1(BigJet x)
    {
        BigFloat e = BigFunctions.Exp(x.Value);
        return x.Through(BigFunctions.Expm1(x.Value), e, e);
    }

    public static BigJet Log1p(BigJet x)
    {
        BigFloat inverse = 1 / (1 + x.Value);
        return x.Through(BigFunctions.Log1p(x.Value), inverse, -(inverse * inverse));
    }

    public static BigJet Arctan(BigJet x)
    {
        BigFloat slope = 1 / (1 + (x.Value * x.Value));
        return x.Through(BigFunctions.Arctan(x.Value), slope, -2 * x.Value * slope * slope);
    }

    public static BigJet Erf(BigJet x)
    {
        BigFloat slope = 2 * BigFunctions.Exp(-(x.Value * x.Value)) / BigFloat.Sqrt(BigFunctions.Pi);
        return x.Through(BigFunctions.Erf(x.Value), slope, -2 * x.Value * slope);
    }

    public static BigJet Erfc(BigJet x)
    {
        BigFloat slope = 2 * BigFunctions.Exp(-(x.Value * x.Value)) / BigFloat.Sqrt(BigFunctions.Pi);
        return x.Through(BigFunctions.Erfc(x.Value), -slope, 2 * x.Value * slope);
    }

    /// <summary>g of this, from g's value, slope and curvature here.</summary>
    public BigJet Through(BigFloat value, BigFloat slope, BigFloat curvature) =>
        new(value, slope * First, (curvature * First * First) + (slope * Second));
}
