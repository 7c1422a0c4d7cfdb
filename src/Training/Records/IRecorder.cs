namespace TorchDynInspect.Training;

/// <summary>
/// Where records go. A recorder may throw: the monitor keeps the fault in its history, warns once an outage and lets training go on. It is
/// called from the training thread, once a record, in order. A recorder that is also <see cref="IDisposable"/> belongs to whoever made it.
/// </summary>
public interface IRecorder
{
    /// <summary>Takes one record. When it returns, the record must be safe by the recorder's own standard.</summary>
    /// <param name="record">The record.</param>
    void Record(InspectionRecord record);
}
