namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>About how many paths start at each node of a graph.</summary>
internal static class PathGrowth
{
    private const int Steps = 64;

    /// <summary>(A + 1)^64 1, scaled to a largest entry of 1: proportions of the numbers of long paths. An estimate that only chooses between valid edges.</summary>
    public static double[] Weights(int[][] graph)
    {
        double[] present = new double[graph.Length];
        double[] next = new double[graph.Length];
        Array.Fill(present, 1);
        for (int step = 0; step < Steps; step++)
        {
            double largest = 0;
            for (int i = 0; i < graph.Length; i++)
            {
                double sum = present[i];
                foreach (int target in graph[i])
                {
                    sum += present[target];
                }

                next[i] = sum;
                largest = Math.Max(largest, sum);
            }

            for (int i = 0; i < graph.Length; i++)
            {
                next[i] /= largest;
            }

            (present, next) = (next, present);
        }

        return present;
    }
}
