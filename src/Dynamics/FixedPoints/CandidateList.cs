using TorchDynInspect.Dynamics.Boxes;
using TorchDynInspect.Dynamics.LinearAlgebra;

namespace TorchDynInspect.Dynamics.FixedPoints;

/// <summary>The distinct candidates of one search that lie in its box.</summary>
/// <param name="box">The box; a point outside by no more than its own radius is on the border and stays.</param>
internal sealed class CandidateList(Box box)
{
    private readonly List<Candidate> distinct = [];

    /// <summary>Adds candidates; of two that cannot be told apart the one with the smaller radius stays.</summary>
    public void AddRange(IEnumerable<Candidate> candidates)
    {
        foreach (Candidate candidate in candidates)
        {
            if (IsInside(candidate))
            {
                Add(candidate);
            }
        }
    }

    /// <summary>The candidates in lexicographic order.</summary>
    public List<Candidate> Sorted()
    {
        List<Candidate> sorted = [.. distinct];
        sorted.Sort((a, b) => a.X.AsSpan().SequenceCompareTo(b.X));
        return sorted;
    }

    private void Add(Candidate candidate)
    {
        for (int i = 0; i < distinct.Count; i++)
        {
            Candidate other = distinct[i];
            if (MaximumNorm.Distance(candidate.X, other.X) <= candidate.Radius + other.Radius)
            {
                if (candidate.Radius < other.Radius)
                {
                    distinct[i] = candidate;
                }

                return;
            }
        }

        distinct.Add(candidate);
    }

    private bool IsInside(Candidate candidate)
    {
        for (int i = 0; i < box.Dimension; i++)
        {
            if (!(candidate.X[i] >= box.Lower[i] - candidate.Radius && candidate.X[i] <= box.Upper[i] + candidate.Radius))
            {
                return false;
            }
        }

        return true;
    }
}
