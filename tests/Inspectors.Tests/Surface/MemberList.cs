namespace TorchDynInspect.Inspectors.Tests.Surface;

/// <summary>eng/api/torchsharp-0.102.8-to-0.106.0.txt: the members that every supported version of TorchSharp has, in the form of <see cref="TorchSharpReferences"/>.</summary>
internal static class MemberList
{
    public static HashSet<string> Read()
    {
        HashSet<string> members = [];
        foreach (string line in File.ReadLines(Find()))
        {
            int open = line.IndexOf('(', StringComparison.Ordinal);
            int property = line.IndexOf(" {", StringComparison.Ordinal);
            int arrow = line.IndexOf(" ->", StringComparison.Ordinal);
            bool isIndexer = line.Contains(".this[", StringComparison.Ordinal);
            if (isIndexer)
            {
                continue;
            }

            if (property >= 0 && (open < 0 || property < open))
            {
                string name = Arity(line[..property]);
                int dot = name.LastIndexOf('.');
                members.Add($"{name[..dot]}.get_{name[(dot + 1)..]}/0");
                members.Add($"{name[..dot]}.set_{name[(dot + 1)..]}/1");
            }
            else if (open >= 0 && (arrow < 0 || open < arrow))
            {
                string name = Arity(line[..open]).Replace(".#ctor", "..ctor", StringComparison.Ordinal);
                int dot = name.LastIndexOf('.');
                int generic = name.IndexOf('`', dot + 1);
                members.Add($"{(generic < 0 ? name : name[..generic])}/{Parameters(line, open)}");
            }
            else
            {
                members.Add($"{Arity(arrow < 0 ? line : line[..arrow])}/0");
            }
        }

        return members;
    }

    // "Module<T, TResult>" is "Module`2" in a compiled library.
    private static string Arity(string name)
    {
        for (int open = name.IndexOf('<', StringComparison.Ordinal); open >= 0; open = name.IndexOf('<', StringComparison.Ordinal))
        {
            int close = name.IndexOf('>', open);
            name = $"{name[..open]}`{name[open..close].Count(c => c == ',') + 1}{name[(close + 1)..]}";
        }

        return name;
    }

    private static int Parameters(string line, int open)
    {
        int depth = 0;
        int commas = 0;
        int i = open + 1;
        for (; depth > 0 || line[i] != ')'; i++)
        {
            depth += line[i] is '<' or '(' or '[' ? 1 : line[i] is '>' or ')' or ']' ? -1 : 0;
            commas += line[i] == ',' && depth == 0 ? 1 : 0;
        }

        return i == open + 1 ? 0 : commas + 1;
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, "eng", "api", "torchsharp-0.102.8-to-0.106.0.txt");
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException($"no eng/api above {AppContext.BaseDirectory}");
    }
}
