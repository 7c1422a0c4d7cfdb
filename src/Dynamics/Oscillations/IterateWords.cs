using TorchDynInspect.Dynamics.Exact;
using TorchDynInspect.Dynamics.IntervalMaps;

namespace TorchDynInspect.Dynamics.Oscillations;

/// <summary>
/// The iterates of a piecewise-monotone map as words of directed segments, exactly: f takes a segment u → v to the row of segments between the images of u, of the turning
/// points it passes, and of v. Laps and crossings of f^n along a segment are those of f^(n−1) along that row.
/// </summary>
/// <remarks>
/// Segments are told apart by their ends, which are iterates of ends and turning points: few segments stand for exponentially many pieces, as in kneading theory (Milnor and
/// Thurston, On iterated maps of the interval, 1988). With m turning points, each segment has at most two images that are not between two turning values, so that n steps meet
/// O(n m + n²m²) segments, O(n m) as a rule. A plateau of f is part of a lap on either side of it; a segment inside one has an empty image.
/// </remarks>
internal sealed class IterateWords
{
    private readonly PiecewiseLinearIntervalMap map;
    private readonly Rational[] turns;
    private readonly List<DirectedSegment> segments = [];
    private readonly List<int[]?> images = [];
    private readonly Dictionary<DirectedSegment, int> indices = [];
    private readonly Dictionary<Rational, Rational> values = [];

    /// <summary>Creates the words of a map.</summary>
    /// <param name="map">A map of its interval into itself.</param>
    public IterateWords(PiecewiseLinearIntervalMap map)
    {
        this.map = map;
        turns = [.. map.Laps.Skip(1).Select(lap => lap.Lower)];
    }

    /// <summary>The whole interval, from left to right.</summary>
    public DirectedSegment Whole => new(map.Lower, map.Upper);

    /// <summary>How many segments have been met so far.</summary>
    public int Segments => segments.Count;

    /// <summary>The words of f^0, f^1, …, f^n along a segment, as far as the limits let them be formed.</summary>
    /// <param name="along">The segment, inside the map's interval.</param>
    /// <param name="n">The last iterate.</param>
    /// <param name="letters">The word of the identity along a segment.</param>
    /// <param name="limit">Stops when more segments than this have been met, or at its deadline.</param>
    public AlternatingWord[] Along(DirectedSegment along, int n, Func<DirectedSegment, AlternatingWord> letters, WorkLimit limit)
    {
        int root = IndexOf(along);
        List<int[]> layers = [[root]];
        HashSet<int> met = [root];
        List<int> order = [root];
        for (int depth = 0; depth < n && Images(layers[^1], limit); depth++)
        {
            int[] next = [.. layers[^1].SelectMany(segment => images[segment]!).Distinct().Where(met.Add)];
            order.AddRange(next);
            layers.Add(next);
        }

        // words[s] is the word of f^k along segment s; after k rounds only the segments of the first layers − k layers are still needed.
        int depths = layers.Count - 1;
        Dictionary<int, AlternatingWord> words = order.ToDictionary(segment => segment, segment => letters(segments[segment]));
        AlternatingWord[] result = new AlternatingWord[depths + 1];
        result[0] = words[root];
        int[] counts = [.. layers.Select(layer => layer.Length)];
        int needed = order.Count;
        for (int k = 1; k <= depths; k++)
        {
            needed -= counts[^k];
            Dictionary<int, AlternatingWord> longer = new(needed);
            for (int i = 0; i < needed; i++)
            {
                AlternatingWord word = AlternatingWord.Empty;
                foreach (int image in images[order[i]]!)
                {
                    word += words[image];
                }

                longer.Add(order[i], word);
            }

            words = longer;
            result[k] = words[root];
        }

        return result;
    }

    private bool Images(int[] layer, WorkLimit limit)
    {
        foreach (int segment in layer)
        {
            if (images[segment] is null)
            {
                if (limit.IsReached(segments.Count))
                {
                    return false;
                }

                images[segment] = Image(segments[segment]);
            }
        }

        return true;
    }

    private int[] Image(DirectedSegment segment)
    {
        bool rising = segment.From < segment.To;
        (Rational low, Rational high) = rising ? (segment.From, segment.To) : (segment.To, segment.From);
        List<Rational> path = [Value(low), .. turns.Where(turn => low < turn && turn < high).Select(Value), Value(high)];
        if (!rising)
        {
            path.Reverse();
        }

        List<int> image = new(path.Count - 1);
        for (int i = 1; i < path.Count; i++)
        {
            if (path[i - 1] != path[i])
            {
                image.Add(IndexOf(new DirectedSegment(path[i - 1], path[i])));
            }
        }

        return [.. image];
    }

    private int IndexOf(DirectedSegment segment)
    {
        if (!indices.TryGetValue(segment, out int index))
        {
            index = segments.Count;
            indices.Add(segment, index);
            segments.Add(segment);
            images.Add(null);
        }

        return index;
    }

    private Rational Value(Rational x)
    {
        if (!values.TryGetValue(x, out Rational value))
        {
            values.Add(x, value = map.Evaluate(x));
        }

        return value;
    }
}
