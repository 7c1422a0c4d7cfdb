using TorchSharp;
using static TorchSharp.torch;

namespace TorchDynInspect.Compat.Tests.NN;

public sealed class HookTests
{
    [Fact]
    public void Hooks_run_through_call_and_not_through_forward()
    {
        using var model = nn.Tanh();
        using var x = ones(2);
        var runs = new List<string>();
        model.register_forward_pre_hook((_, input) =>
        {
            runs.Add($"pre {input.numel()}");
            return null!;
        });
        model.register_forward_hook((_, input, output) =>
        {
            runs.Add($"post {input.numel()} {output.numel()}");
            return null!;
        });
        model.register_forward_pre_hook(module => runs.Add($"module pre {module.GetName()}"));
        model.register_forward_hook(module => runs.Add($"module post {module.GetName()}"));

        model.forward(x).Dispose();
        Assert.Empty(runs);
        model.call(x).Dispose();
        Assert.Equal(["module pre Tanh", "pre 2", "post 2 2", "module post Tanh"], runs);
    }

    [Fact]
    public void Hooks_replace_input_and_output()
    {
        using var model = nn.Identity();
        using var x = ones(1);
        model.register_forward_pre_hook((_, input) => input + 1);
        model.register_forward_hook((_, input, output) => output * 10);
        using var y = model.call(x);
        Assert.Equal(20f, y.item<float>());
    }

    [Fact]
    public void A_removed_hook_runs_no_more_and_the_others_still_do()
    {
        using var model = nn.Identity();
        using var x = ones(1);
        var runs = new List<int>();
        var removers = Enumerable.Range(0, 3).Select(i => model.register_forward_hook(_ => runs.Add(i))).ToList();
        removers[1].remove();
        removers[1].remove();
        model.call(x).Dispose();
        Assert.Equal([0, 2], runs);
        removers.ForEach(remover => remover.remove());
        model.call(x).Dispose();
        Assert.Equal([0, 2], runs);
    }

    [Fact]
    public void A_hook_may_remove_itself_while_it_runs()
    {
        using var model = nn.Identity();
        using var x = ones(1);
        var runs = 0;
        nn.HookableModule<Func<nn.Module<Tensor, Tensor>, Tensor, Tensor>, Func<nn.Module<Tensor, Tensor>, Tensor, Tensor, Tensor>>.HookRemover?
            remover = null;
        remover = model.register_forward_hook(_ =>
        {
            runs++;
            remover!.remove();
        });
        model.call(x).Dispose();
        model.call(x).Dispose();
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Hooks_of_several_inputs_replace_them_together()
    {
        using var loss = nn.MSELoss();
        using var x = ones(1);
        loss.register_forward_pre_hook((_, input, target) => (input + 2, target));
        using var y = loss.call(x, x);
        Assert.Equal(4f, y.item<float>());
    }

    [Fact]
    public void Hooks_run_inside_a_sequential()
    {
        using var inner = nn.ReLU();
        using var model = nn.Sequential(nn.Linear(2, 2), inner);
        using var x = ones(1, 2);
        var runs = 0;
        inner.register_forward_hook(_ => runs++);
        model.forward(x).Dispose();
        Assert.Equal(1, runs);
    }
}
