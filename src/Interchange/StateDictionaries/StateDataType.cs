namespace TorchDynInspect.Interchange.StateDictionaries;

/// <summary>Element type of a tensor in a state dictionary; the values are torch's own numbers for its scalar types.</summary>
public enum StateDataType
{
    /// <summary>Unsigned 8-bit integers.</summary>
    UInt8 = 0,

    /// <summary>Signed 8-bit integers.</summary>
    Int8 = 1,

    /// <summary>16-bit integers.</summary>
    Int16 = 2,

    /// <summary>32-bit integers.</summary>
    Int32 = 3,

    /// <summary>64-bit integers, e.g. batch normalisation's num_batches_tracked.</summary>
    Int64 = 4,

    /// <summary>IEEE 754 binary16.</summary>
    Float16 = 5,

    /// <summary>IEEE 754 binary32, torch's default.</summary>
    Float32 = 6,

    /// <summary>IEEE 754 binary64.</summary>
    Float64 = 7,

    /// <summary>Booleans, a byte each.</summary>
    Bool = 11,

    /// <summary>The upper half of a binary32.</summary>
    BFloat16 = 15,
}
