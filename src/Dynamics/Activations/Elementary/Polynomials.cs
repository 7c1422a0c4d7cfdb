using System.Runtime.CompilerServices;

namespace TorchDynInspect.Dynamics.Activations.Elementary;

/// <summary>
/// The polynomials of the elementary functions, near-minimax (Chebyshev interpolation at 60 digits, coefficients rounded to double).
/// Written by tests/Dynamics.Tests/Activations/reference/elementary_polynomials.py; change that, not this.
/// </summary>
internal static class Polynomials
{
    /// <summary>(eʳ − 1 − r)/r² for |r| ≤ ½ ln 2; degree 9, relative error 2.3e-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpTail<V>(V r)
        where V : struct, ILanes<V>
    {
        V p = V.Broadcast(2.510038319586702e-08);
        p = V.Fma(p, r, V.Broadcast(2.7620085455018414e-07));
        p = V.Fma(p, r, V.Broadcast(2.7557268464831627e-06));
        p = V.Fma(p, r, V.Broadcast(2.4801521302241082e-05));
        p = V.Fma(p, r, V.Broadcast(0.00019841269863050506));
        p = V.Fma(p, r, V.Broadcast(0.001388888891720967));
        p = V.Fma(p, r, V.Broadcast(0.008333333333330063));
        p = V.Fma(p, r, V.Broadcast(0.041666666666624136));
        p = V.Fma(p, r, V.Broadcast(0.16666666666666669));
        p = V.Fma(p, r, V.Broadcast(0.5000000000000001));
        return p;
    }

    /// <summary>(2 artanh s − 2s)/s³ in w = s² for |s| ≤ ⅓, that is log1p f for −½ ≤ f ≤ 1 with s = f/(2+f); degree 10, relative error 6.2e-17.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1pTail<V>(V w)
        where V : struct, ILanes<V>
    {
        V p = V.Broadcast(0.1563066391975785);
        p = V.Fma(p, w, V.Broadcast(0.07492098408923532));
        p = V.Fma(p, w, V.Broadcast(0.10845188531046257));
        p = V.Fma(p, w, V.Broadcast(0.11734277812139943));
        p = V.Fma(p, w, V.Broadcast(0.13335178724135435));
        p = V.Fma(p, w, V.Broadcast(0.15384543960621982));
        p = V.Fma(p, w, V.Broadcast(0.1818181989808015));
        p = V.Fma(p, w, V.Broadcast(0.22222222198234912));
        p = V.Fma(p, w, V.Broadcast(0.28571428571600116));
        p = V.Fma(p, w, V.Broadcast(0.39999999999999525));
        p = V.Fma(p, w, V.Broadcast(0.6666666666666666));
        return p;
    }

    /// <summary>(1+2x) exp(x²) erfc(x) for 0 ≤ x ≤ ∞ in t = (x−4)/(x+4); degree 23, relative error 4.2e-17.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ScaledErfcx<V>(V t)
        where V : struct, ILanes<V>
    {
        V p = V.Broadcast(9.655408225482863e-10);
        p = V.Fma(p, t, V.Broadcast(1.5712153638319064e-09));
        p = V.Fma(p, t, V.Broadcast(-1.2544825403855518e-08));
        p = V.Fma(p, t, V.Broadcast(-1.6357383982124768e-08));
        p = V.Fma(p, t, V.Broadcast(1.0683442926744586e-07));
        p = V.Fma(p, t, V.Broadcast(7.111912428010423e-08));
        p = V.Fma(p, t, V.Broadcast(-8.218020654813044e-07));
        p = V.Fma(p, t, V.Broadcast(2.980596055322769e-07));
        p = V.Fma(p, t, V.Broadcast(5.707239573693257e-06));
        p = V.Fma(p, t, V.Broadcast(-1.1225140354449658e-05));
        p = V.Fma(p, t, V.Broadcast(-2.439811794207995e-05));
        p = V.Fma(p, t, V.Broadcast(0.0001506231178516207));
        p = V.Fma(p, t, V.Broadcast(-0.00019925700412184815));
        p = V.Fma(p, t, V.Broadcast(-0.0007577737141838885));
        p = V.Fma(p, t, V.Broadcast(0.005031970032548695));
        p = V.Fma(p, t, V.Broadcast(-0.01619773397992426));
        p = V.Fma(p, t, V.Broadcast(0.0371675155318432));
        p = V.Fma(p, t, V.Broadcast(-0.06633036582050367));
        p = V.Fma(p, t, V.Broadcast(0.09373283499865172));
        p = V.Fma(p, t, V.Broadcast(-0.10103906603585294));
        p = V.Fma(p, t, V.Broadcast(0.0680970542546862));
        p = V.Fma(p, t, V.Broadcast(0.015379652102610162));
        p = V.Fma(p, t, V.Broadcast(-0.1396211168405625));
        p = V.Fma(p, t, V.Broadcast(1.2329951186255526));
        return p;
    }

    /// <summary>erf(x)/x in w = x² for |x| ≤ 1; degree 11, relative error 4.4e-17.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ErfCore<V>(V w)
        where V : struct, ILanes<V>
    {
        V p = V.Broadcast(-7.795898827002142e-10);
        p = V.Fma(p, w, V.Broadcast(1.3720064546777686e-08));
        p = V.Fma(p, w, V.Broadcast(-1.6208483801871705e-07));
        p = V.Fma(p, w, V.Broadcast(1.6447424703317362e-06));
        p = V.Fma(p, w, V.Broadcast(-1.492473690741966e-05));
        p = V.Fma(p, w, V.Broadcast(0.00012055294904839707));
        p = V.Fma(p, w, V.Broadcast(-0.0008548325975389692));
        p = V.Fma(p, w, V.Broadcast(0.0052239776071164225));
        p = V.Fma(p, w, V.Broadcast(-0.02686617064323777));
        p = V.Fma(p, w, V.Broadcast(0.11283791670945006));
        p = V.Fma(p, w, V.Broadcast(-0.37612638903183543));
        p = V.Fma(p, w, V.Broadcast(1.1283791670955126));
        return p;
    }

    /// <summary>(z − tanh z)/z³ in w = z² for |z| ≤ 1; degree 15, relative error 5.6e-17.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TanhshrinkCore<V>(V w)
        where V : struct, ILanes<V>
    {
        V p = V.Broadcast(-2.5155023659382105e-08);
        p = V.Fma(p, w, V.Broadcast(2.6330772232959337e-07));
        p = V.Fma(p, w, V.Broadcast(-1.3791814499083342e-06));
        p = V.Fma(p, w, V.Broadcast(4.987760317520347e-06));
        p = V.Fma(p, w, V.Broadcast(-1.4606131676715378e-05));
        p = V.Fma(p, w, V.Broadcast(3.8389607893147334e-05));
        p = V.Fma(p, w, V.Broadcast(-9.646277743313181e-05));
        p = V.Fma(p, w, V.Broadcast(0.00023895705228738225));
        p = V.Fma(p, w, V.Broadcast(-0.0005899792946300052));
        p = V.Fma(p, w, V.Broadcast(0.0014558246920964941));
        p = V.Fma(p, w, V.Broadcast(-0.003592126679366341));
        p = V.Fma(p, w, V.Broadcast(0.008863235404578283));
        p = V.Fma(p, w, V.Broadcast(-0.02186948852912909));
        p = V.Fma(p, w, V.Broadcast(0.05396825396804637));
        p = V.Fma(p, w, V.Broadcast(-0.1333333333333309));
        p = V.Fma(p, w, V.Broadcast(0.3333333333333333));
        return p;
    }
}
