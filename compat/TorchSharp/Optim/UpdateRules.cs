using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// One parameter's step of each optimizer, operation by operation as in PyTorch 1.13's single-tensor form, so that rounding agrees too.
/// </summary>
internal static class UpdateRules
{
    private static readonly Op Negate = new("neg");
    private static readonly Op Add = new("add", "Tensor");
    private static readonly Op AddTo = new("add_", "Tensor");
    private static readonly Op Shift = new("add_", "Scalar");
    private static readonly Op Scale = new("mul_", "Scalar");
    private static readonly Op Divide = new("div_", "Scalar");
    private static readonly Op AddProduct = new("addcmul", "");
    private static readonly Op AddProductTo = new("addcmul_", "");
    private static readonly Op AddQuotientTo = new("addcdiv_", "");
    private static readonly Op Root = new("sqrt");
    private static readonly Op RootOf = new("sqrt_");
    private static readonly Op Largest = new("maximum", "out");

    /// <summary>Turns a gradient, which it disposes when it makes another, into the one to descend along.</summary>
    internal static Tensor Direction(Tensor gradient, Parameter parameter, bool maximize, double weightDecay)
    {
        if (maximize)
            gradient = Next(gradient, Negate.Call(gradient));
        if (weightDecay != 0)
            gradient = Next(gradient, Add.Call(gradient, parameter, weightDecay));
        return gradient;
    }

    internal static void Sgd(Parameter parameter, Tensor direction, ref Tensor? buffer, SGD.Options options)
    {
        var rate = -options.LearningRate!.Value;
        var momentum = options.momentum!.Value;
        if (momentum == 0)
        {
            AddTo.InPlace(parameter, direction, rate);
            return;
        }
        if (buffer is null)
            buffer = direction.clone().DetachFromDisposeScope();
        else
            AddTo.InPlace(Scale.InPlace(buffer, momentum), direction, 1 - options.dampening!.Value);
        if (!options.nesterov!.Value)
        {
            AddTo.InPlace(parameter, buffer, rate);
            return;
        }
        using var ahead = Add.Call(direction, buffer, momentum);
        AddTo.InPlace(parameter, ahead, rate);
    }

    internal static void Adam(
        Parameter parameter, Tensor direction, AdamMoments moments, long step, double rate, double beta1, double beta2, double eps,
        bool amsgrad)
    {
        AddTo.InPlace(Scale.InPlace(moments.First, beta1), direction, 1 - beta1);
        AddProductTo.InPlace(Scale.InPlace(moments.Second, beta2), direction, direction, 1 - beta2);
        if (amsgrad)
            Largest.InPlace(moments.Largest!, moments.Second, moments.Largest);
        var correction1 = 1 - Math.Pow(beta1, step);
        var correction2 = 1 - Math.Pow(beta2, step);
        using var divisor = Root.Call(amsgrad ? moments.Largest! : moments.Second);
        Shift.InPlace(Divide.InPlace(divisor, Math.Sqrt(correction2)), eps);
        AddQuotientTo.InPlace(parameter, moments.First, divisor, -(rate / correction1));
    }

    /// <summary>Shrinks a parameter before its step, as AdamW does in place of a term in the gradient.</summary>
    internal static void Decay(Parameter parameter, double rate, double weightDecay) => Scale.InPlace(parameter, 1 - (rate * weightDecay));

    internal static void RmsProp(Parameter parameter, Tensor direction, RMSProp.State state, RMSProp.Options options)
    {
        var alpha = options.alpha!.Value;
        var rate = options.LearningRate!.Value;
        AddProductTo.InPlace(Scale.InPlace(state.square_avg, alpha), direction, direction, 1 - alpha);
        if (options.centered!.Value)
            AddTo.InPlace(Scale.InPlace(state.grad_avg!, alpha), direction, 1 - alpha);
        using var divisor = options.centered.Value
            ? RootOf.InPlace(AddProduct.Call(state.square_avg, state.grad_avg!, state.grad_avg!, -1.0))
            : Root.Call(state.square_avg);
        Shift.InPlace(divisor, options.eps!.Value);
        if (options.momentum!.Value > 0)
        {
            AddQuotientTo.InPlace(Scale.InPlace(state.momentum_buffer!, options.momentum.Value), direction, divisor);
            AddTo.InPlace(parameter, state.momentum_buffer!, -rate);
        }
        else
        {
            AddQuotientTo.InPlace(parameter, direction, divisor, -rate);
        }
    }

    internal static void Adagrad(Parameter parameter, Tensor direction, Adagrad.State state, Adagrad.Options options)
    {
        var rate = options.LearningRate!.Value / (1 + ((state.step - 1) * options.lr_decay!.Value));
        AddProductTo.InPlace(state.sum, direction, direction, 1.0);
        using var divisor = Root.Call(state.sum);
        AddQuotientTo.InPlace(parameter, direction, Shift.InPlace(divisor, options.eps!.Value), -rate);
    }

    private static Tensor Next(Tensor old, Tensor next)
    {
        old.Dispose();
        return next;
    }
}
