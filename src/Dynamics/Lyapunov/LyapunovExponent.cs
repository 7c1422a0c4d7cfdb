namespace TorchDynInspect.Dynamics.Lyapunov;

/// <summary>One Lyapunov exponent with its statistical error.</summary>
/// <param name="Value">The time average of ln R_ii, in units of 1/time; −∞ when the tangent map lost the direction altogether.</param>
/// <param name="Error">
/// Half the width of a 95 % interval: twice the standard error, the largest of those from 16, 32 and 64 batch means. It
/// speaks of fluctuations along this one orbit, not of orbits elsewhere.
/// </param>
/// <param name="CorrelationTime">The integrated autocorrelation time of ln R_ii that this error amounts to, in time units.</param>
public readonly record struct LyapunovExponent(double Value, double Error, double CorrelationTime);
