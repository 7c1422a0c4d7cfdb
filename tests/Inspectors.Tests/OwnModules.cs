using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchDynInspect.Inspectors.Tests;

/// <summary>x ↦ s·x, a class that no standard lowering knows.</summary>
internal sealed class Scale(double s) : nn.Module<Tensor, Tensor>(nameof(Scale))
{
    public double S => s;

    public override Tensor forward(Tensor input) => input * s;
}

/// <summary>x ↦ x + g(x) with g registered in an order that is not that of the forward pass.</summary>
internal sealed class Skip : nn.Module<Tensor, Tensor>
{
    public Skip(int width, ScalarType type)
        : base(nameof(Skip))
    {
        Last = nn.Linear(width, width, dtype: type);
        First = nn.Linear(width, width, dtype: type);
        register_module("last", Last);
        register_module("first", First);
    }

    public Linear First { get; }

    public Linear Last { get; }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return (input + Last.forward(First.forward(input).tanh())).MoveToOuterDisposeScope();
    }
}

/// <summary>Wraps any module, so that no standard lowering sees through it.</summary>
internal sealed class Wrapped : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> inner;

    public Wrapped(nn.Module<Tensor, Tensor> inner)
        : base(nameof(Wrapped))
    {
        this.inner = inner;
        register_module("inner", inner);
    }

    public override Tensor forward(Tensor input) => inner.forward(input);
}

/// <summary>Subtracts the mean of the batch: one point's output depends on the others.</summary>
internal sealed class BatchCentred() : nn.Module<Tensor, Tensor>(nameof(BatchCentred))
{
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return (input - input.mean([0L], keepdim: true)).MoveToOuterDisposeScope();
    }
}

/// <summary>Does in its forward pass what an inspection must undo: draws from the global generator and counts in a buffer.</summary>
internal sealed class Untidy : nn.Module<Tensor, Tensor>
{
    public Untidy()
        : base(nameof(Untidy)) => register_buffer("passes", zeros([1]));

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            get_buffer("passes")!.add_(1);
            rand([3]);
        }

        return (2 * input.sin()).MoveToOuterDisposeScope();
    }
}

/// <summary>Throws.</summary>
internal sealed class Broken() : nn.Module<Tensor, Tensor>(nameof(Broken))
{
    public override Tensor forward(Tensor input) => throw new InvalidOperationException("no such luck");
}

/// <summary>The time-1 map of ḣ = tanh(W h + b) by equal midpoint steps, written out with tensors.</summary>
internal sealed class Midpoint : nn.Module<Tensor, Tensor>
{
    public Midpoint(int width, int steps, ScalarType type)
        : base(nameof(Midpoint))
    {
        Field = nn.Linear(width, width, dtype: type);
        Steps = steps;
        register_module("field", Field);
    }

    public Linear Field { get; }

    public int Steps { get; }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        double dt = 1.0 / Steps;
        Tensor h = input;
        for (int i = 0; i < Steps; i++)
        {
            Tensor middle = h + (dt / 2 * Field.forward(h).tanh());
            h = h + (dt * Field.forward(middle).tanh());
        }

        return h.MoveToOuterDisposeScope();
    }
}
