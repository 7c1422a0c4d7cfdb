namespace TorchDynInspect.Dynamics.Flows;

/// <summary>The working memory of jets on their way through a program: column 0 the value, then first derivatives, then pairs (j, k), j ≤ k.</summary>
internal sealed class JetPass(JetProgram program)
{
    private double[] arena = [];
    private readonly int inputStride = JetProgram.Padded(program.Inputs);

    /// <summary>p.</summary>
    public int Directions { get; private set; }

    /// <summary>p(p + 1)/2, or 0.</summary>
    public int Pairs { get; private set; }

    public int Columns => 1 + Directions + Pairs;

    /// <summary>σ′ of a layer's units.</summary>
    public double[] First { get; } = new double[program.MaxWidth];

    /// <summary>σ″ of a layer's units.</summary>
    public double[] Second { get; } = new double[program.MaxWidth];

    /// <summary>Sets the number of columns. Allocates only when there were never so many.</summary>
    public void Begin(int directions, int pairs)
    {
        (Directions, Pairs) = (directions, pairs);
        if (arena.Length < program.Places * Columns)
        {
            arena = new double[program.Places * Columns];
        }
    }

    public void Load(int column, ReadOnlySpan<double> x)
    {
        Span<double> target = Column(0, inputStride, column);
        x.CopyTo(target);
        target[x.Length..].Clear();
    }

    public void LoadUnit(int column, int unit)
    {
        Span<double> target = Column(0, inputStride, column);
        target.Clear();
        target[unit] = 1;
    }

    /// <summary>Sets columns of the input to zero.</summary>
    public void Clear(int column, int count) => Block(0, inputStride)[(column * inputStride)..((column + count) * inputStride)].Clear();

    public void Run()
    {
        foreach (JetStep step in program.Steps)
        {
            step.Apply(this);
        }
    }

    public ReadOnlySpan<double> Result(int column) => Column(program.Output, inputStride, column);

    public void Store(int column, Span<double> result) => Result(column)[..result.Length].CopyTo(result);

    /// <summary>All columns of the vector at a place.</summary>
    public Span<double> Block(int place, int stride) => arena.AsSpan(place * Columns, stride * Columns);

    private Span<double> Column(int place, int stride, int column) => arena.AsSpan((place * Columns) + (column * stride), stride);
}
