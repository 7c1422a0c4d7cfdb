namespace TorchDynInspect.Dynamics.Entropy.Tower;

/// <summary>The strongly connected components of a graph (Tarjan, SIAM J. Comput. 1, 1972), without recursion.</summary>
internal static class StrongComponents
{
    /// <summary>The components, each by its nodes; those that a component leads to come before it.</summary>
    /// <param name="graph">For each node its targets.</param>
    /// <param name="from">Only nodes that this one reaches; null for all.</param>
    public static List<int[]> Of(int[][] graph, int? from = null)
    {
        int n = graph.Length;
        int[] number = new int[n];
        int[] low = new int[n];
        bool[] open = new bool[n];
        int[] next = new int[n];
        Stack<int> waiting = new();
        Stack<int> path = new();
        List<int[]> components = [];
        int counter = 0;
        for (int start = from ?? 0; start < (from + 1 ?? n); start++)
        {
            if (number[start] == 0)
            {
                Enter(start);
                Walk();
            }
        }

        return components;

        void Enter(int node)
        {
            number[node] = low[node] = ++counter;
            open[node] = true;
            waiting.Push(node);
            path.Push(node);
        }

        void Walk()
        {
            while (path.TryPeek(out int node))
            {
                if (next[node] < graph[node].Length)
                {
                    int target = graph[node][next[node]++];
                    if (number[target] == 0)
                    {
                        Enter(target);
                    }
                    else if (open[target])
                    {
                        low[node] = Math.Min(low[node], number[target]);
                    }

                    continue;
                }

                path.Pop();
                if (path.TryPeek(out int parent))
                {
                    low[parent] = Math.Min(low[parent], low[node]);
                }

                if (low[node] == number[node])
                {
                    components.Add(Close(node));
                }
            }
        }

        int[] Close(int root)
        {
            List<int> members = [];
            int member;
            do
            {
                member = waiting.Pop();
                open[member] = false;
                members.Add(member);
            }
            while (member != root);
            members.Sort();
            return [.. members];
        }
    }

    /// <summary>The edges inside one component, its nodes numbered in its order.</summary>
    public static int[][] Inside(int[][] graph, int[] component)
    {
        Dictionary<int, int> place = new(component.Length);
        for (int i = 0; i < component.Length; i++)
        {
            place.Add(component[i], i);
        }

        int[][] inside = new int[component.Length][];
        for (int i = 0; i < component.Length; i++)
        {
            inside[i] = [.. graph[component[i]].Where(place.ContainsKey).Select(target => place[target])];
        }

        return inside;
    }
}
