using TorchDynInspect.Dynamics.Networks;

namespace TorchDynInspect.Dynamics.Batches;

/// <summary>Shares the tiles of a batch over the cores.</summary>
internal static class TileRun
{
    /// <summary>Runs every point and fills the results; no map is built when <paramref name="linear"/> is empty.</summary>
    /// <exception cref="InvalidInputException">A number overflowed or is undefined; the message names the first such point.</exception>
    public static void Over(
        Network network, ReadOnlyMemory<double> points, AffineForm form, Memory<double> values, Memory<double> linear, Memory<double> offsets) =>
        Over(network, points, form, values, linear, offsets, true);

    /// <summary>The same without the check: a point that overflows gets results that are not finite, the others are unharmed.</summary>
    public static void OverUnchecked(
        Network network, ReadOnlyMemory<double> points, AffineForm form, Memory<double> values, Memory<double> linear, Memory<double> offsets) =>
        Over(network, points, form, values, linear, offsets, false);

    private static void Over(
        Network network,
        ReadOnlyMemory<double> points,
        AffineForm form,
        Memory<double> values,
        Memory<double> linear,
        Memory<double> offsets,
        bool check)
    {
        int d = network.Inputs;
        int count = points.Length / d;
        bool withMap = !offsets.IsEmpty;
        if (count == 0)
        {
            return;
        }

        TileEngine own = new(network, form, withMap);
        int tilePoints = own.TilePoints;
        int tiles = (count + tilePoints - 1) / tilePoints;
        int firstBad = tiles;
        Lock gate = new();
        try
        {
            if (tiles < 4 || Environment.ProcessorCount == 1)
            {
                for (int t = 0; t < tiles; t++)
                {
                    Tile(own, t);
                }
            }
            else
            {
                Parallel.For(0, tiles, own.Sibling, (t, _, engine) => Tile(engine, t), engine => engine.Dispose());
            }

            if (check && firstBad < tiles)
            {
                int first = firstBad * tilePoints;
                throw new InvalidInputException(own.Explain(points.Span.Slice(first * d, Math.Min(tilePoints, count - first) * d), first));
            }
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is InvalidInputException bad)
        {
            throw new InvalidInputException(bad.Message, e);
        }
        finally
        {
            own.Dispose();
        }

        TileEngine Tile(TileEngine engine, int t)
        {
            int first = t * tilePoints;
            int n = Math.Min(tilePoints, count - first);
            int m = network.Outputs;
            bool good = engine.Run(
                points.Span.Slice(first * d, n * d),
                values.Span.Slice(first * m, n * m),
                withMap ? linear.Span.Slice(first * m * d, n * m * d) : default,
                withMap ? offsets.Span.Slice(first * m, n * m) : default);
            if (!good)
            {
                lock (gate)
                {
                    firstBad = Math.Min(firstBad, t);
                }
            }

            return engine;
        }
    }
}
