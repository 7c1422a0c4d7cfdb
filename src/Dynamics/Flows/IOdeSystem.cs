namespace TorchDynInspect.Dynamics.Flows;

/// <summary>
/// What a solver integrates: a state of equal columns, the first of which is a point of the field and the others derivatives that ride along. The slope of
/// every column depends on itself through Df at the point, and on the columns before it.
/// </summary>
internal interface IOdeSystem
{
    /// <summary>The field that moves the first column.</summary>
    IVectorField Field { get; }

    /// <summary>Numbers of the state.</summary>
    int Dimension { get; }

    /// <summary>Numbers of a column; the whole state for a plain field.</summary>
    int ColumnLength => Field.Dimension;

    /// <summary>The slope of the state.</summary>
    void Value(ReadOnlySpan<double> state, Span<double> slope);
}
