namespace TorchDynInspect.Dynamics.Cells.Walk;

/// <summary>A part of the domain that waits to be divided by hyperplanes of one level, in the memory of its worker.</summary>
internal unsafe struct WalkNode
{
    /// <summary>The part.</summary>
    public Polytope Polytope;

    /// <summary>The level whose hyperplanes divide it; those of the levels before have been decided.</summary>
    public int Level;

    /// <summary>The hyperplanes of the level that separate vertices of the part, in increasing order.</summary>
    public int* Candidates;

    /// <summary>How many candidates there are.</summary>
    public int CandidateCount;

    /// <summary>
    /// The rows of the value that the next level receives, as far as the units of this level are decided: d + 1 columns of the next segment's stride. Null at the last level.
    /// </summary>
    public double* Next;

    /// <summary>For each unit of the level the number of its breakpoints known to be to the left of its pre-activation.</summary>
    public byte* Pattern;

    /// <summary>The part's share of the work, for progress: halved with each division.</summary>
    public double Weight;

    /// <summary>The height of the arena just above the node.</summary>
    public StackArena.Mark End;
}
