namespace TorchDynInspect.Training;

/// <summary>One value of a metric in the course of training.</summary>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="Step">Optimizer steps made.</param>
/// <param name="WallTime">Wall time since the monitor was attached.</param>
/// <param name="Value">The value.</param>
public readonly record struct SeriesPoint(int Epoch, long Step, TimeSpan WallTime, double Value);
