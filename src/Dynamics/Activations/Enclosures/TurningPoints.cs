using System.Collections.Immutable;

namespace TorchDynInspect.Dynamics.Activations.Enclosures;

/// <summary>
/// Where values, slopes and curvatures of the smooth functions turn; between these points they are monotone. Written by
/// tests/Dynamics.Tests/Intervals/reference/turning_points.py from 240-bit arithmetic; change that, not this.
/// </summary>
internal static class TurningPoints
{
    public static ImmutableArray<TurningPoint> TanhSlope { get; } = [
        new(0.0, 0.0, 1.0, 1.0),
    ];

    public static ImmutableArray<TurningPoint> TanhCurvature { get; } = [
        new(-0.6584789484624084, -0.6584789484624083, 0.7698003589195009, 0.769800358919501),
        new(0.6584789484624083, 0.6584789484624084, -0.769800358919501, -0.7698003589195009),
    ];

    public static ImmutableArray<TurningPoint> SigmoidSlope { get; } = [
        new(0.0, 0.0, 0.25, 0.25),
    ];

    public static ImmutableArray<TurningPoint> SigmoidCurvature { get; } = [
        new(-1.3169578969248168, -1.3169578969248166, 0.09622504486493762, 0.09622504486493763),
        new(1.3169578969248166, 1.3169578969248168, -0.09622504486493763, -0.09622504486493762),
    ];

    public static ImmutableArray<TurningPoint> ArctanSlope { get; } = [
        new(0.0, 0.0, 1.0, 1.0),
    ];

    public static ImmutableArray<TurningPoint> ArctanCurvature { get; } = [
        new(-0.5773502691896258, -0.5773502691896257, 0.6495190528383289, 0.649519052838329),
        new(0.5773502691896257, 0.5773502691896258, -0.649519052838329, -0.6495190528383289),
    ];

    public static ImmutableArray<TurningPoint> ErfSlope { get; } = [
        new(0.0, 0.0, 1.1283791670955126, 1.1283791670955128),
    ];

    public static ImmutableArray<TurningPoint> ErfCurvature { get; } = [
        new(-0.7071067811865476, -0.7071067811865475, 0.9678828980765734, 0.9678828980765735),
        new(0.7071067811865475, 0.7071067811865476, -0.9678828980765735, -0.9678828980765734),
    ];

    public static ImmutableArray<TurningPoint> GeluValue { get; } = [
        new(-0.7517915246935645, -0.7517915246935644, -0.16997120747990369, -0.16997120747990366),
    ];

    public static ImmutableArray<TurningPoint> GeluSlope { get; } = [
        new(-1.4142135623730951, -1.414213562373095, -0.1289041451851548, -0.12890414518515478),
        new(1.414213562373095, 1.4142135623730951, 1.1289041451851547, 1.128904145185155),
    ];

    public static ImmutableArray<TurningPoint> GeluCurvature { get; } = [
        new(-2.0000000000000004, -2.0, -0.10798193302637611, -0.1079819330263761),
        new(0.0, 0.0, 0.7978845608028653, 0.7978845608028654),
        new(1.9999999999999998, 2.0, -0.10798193302637611, -0.1079819330263761),
    ];

    public static ImmutableArray<TurningPoint> GeluTanhValue { get; } = [
        new(-0.7524614220710163, -0.7524614220710162, -0.17004075057125406, -0.17004075057125403),
    ];

    public static ImmutableArray<TurningPoint> GeluTanhSlope { get; } = [
        new(-1.4185040087908285, -1.4185040087908283, -0.12899306865877178, -0.12899306865877175),
        new(1.4185040087908283, 1.4185040087908285, 1.1289930686587717, 1.128993068658772),
    ];

    public static ImmutableArray<TurningPoint> GeluTanhCurvature { get; } = [
        new(-2.0134807246242583, -2.013480724624258, -0.10791351589036792, -0.1079135158903679),
        new(0.0, 0.0, 0.7978845608028653, 0.7978845608028654),
        new(2.013480724624258, 2.0134807246242583, -0.10791351589036792, -0.1079135158903679),
    ];

    public static ImmutableArray<TurningPoint> SiluValue { get; } = [
        new(-1.278464542761074, -1.2784645427610737, -0.2784645427610738, -0.27846454276107374),
    ];

    public static ImmutableArray<TurningPoint> SiluSlope { get; } = [
        new(-2.399357280515468, -2.3993572805154675, -0.09983932012886693, -0.09983932012886691),
        new(2.3993572805154675, 2.399357280515468, 1.0998393201288668, 1.099839320128867),
    ];

    public static ImmutableArray<TurningPoint> SiluCurvature { get; } = [
        new(-3.435840993535111, -3.4358409935351104, -0.036914373199893186, -0.03691437319989318),
        new(0.0, 0.0, 0.5, 0.5),
        new(3.4358409935351104, 3.435840993535111, -0.036914373199893186, -0.03691437319989318),
    ];

    public static ImmutableArray<TurningPoint> MishValue { get; } = [
        new(-1.1924312145154954, -1.1924312145154952, -0.30884341301725043, -0.3088434130172504),
    ];

    public static ImmutableArray<TurningPoint> MishSlope { get; } = [
        new(-2.2563763963607935, -2.256376396360793, -0.11252612238946257, -0.11252612238946255),
        new(1.4905711794854284, 1.4905711794854286, 1.0884981612517277, 1.088498161251728),
    ];

    public static ImmutableArray<TurningPoint> MishCurvature { get; } = [
        new(-3.267337846520405, -3.2673378465204044, -0.04173207070661103, -0.04173207070661102),
        new(-0.08793443131491421, -0.0879344313149142, 0.6442046372369724, 0.6442046372369725),
        new(2.114842563020877, 2.1148425630208774, -0.05903335695393629, -0.059033356953936286),
    ];
}
