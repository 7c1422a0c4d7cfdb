using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// The managed half of a custom function in the graph. The native node holds it by a GCHandle that its destructor frees, on whichever thread the last tensor
/// that needs it goes. An exception of the backward pass never crosses native frames: it is kept here, libtorch unwinds with its message, and the call of backward
/// raises it again.
/// </summary>
internal sealed unsafe class FunctionNode(
    autograd.AutogradContext context, string name, bool[] isVariable, Func<autograd.AutogradContext, List<Tensor>, List<Tensor>> backward)
{
    [ThreadStatic]
    private static Exception? pending;

    /// <summary>Puts the function between its inputs and outputs.</summary>
    internal List<Tensor> Record(Tensor[] inputs, List<Tensor> outputs)
    {
        IntPtr[] from = Handles(inputs), to = Handles(outputs), results = new IntPtr[outputs.Count];
        IntPtr[] constants = Handles(context.NonDifferentiable), dirty = Handles(context.Dirty), saved = Handles(context.Saved);
        fixed (byte* label = Encoding.UTF8.GetBytes(name + "Backward\0"))
        fixed (IntPtr* i = from, o = to, c = constants, d = dirty, s = saved, r = results)
        {
            IntPtr state = GCHandle.ToIntPtr(GCHandle.Alloc(this));
            Native.Check(Native.tds_function_record(
                state, label, &Apply, &Free, context.MaterializeGrads ? 1 : 0, i, from.Length, o, to.Length, c, constants.Length, d, dirty.Length,
                s, saved.Length, r));
        }
        GC.KeepAlive(inputs);
        GC.KeepAlive(outputs);
        GC.KeepAlive(context.Saved);
        context.Forget();
        return [.. results.Select(handle => new Tensor(handle))];
    }

    /// <summary>As <see cref="Native.Check"/>, but an exception of a managed backward pass comes out as itself.</summary>
    internal static void Check(int status)
    {
        var fault = pending;
        pending = null;
        if (status != 0 && fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
        Native.Check(status);
    }

    [UnmanagedCallersOnly]
    private static int Apply(IntPtr state, IntPtr node, IntPtr* gradients, int count, IntPtr* results, int capacity)
    {
        try
        {
            var self = (FunctionNode)GCHandle.FromIntPtr(state).Target!;
            using var scope = NewDisposeScope();
            var given = new List<Tensor>();
            for (var i = 0; i < count; i++)
            {
                given.Add(gradients[i] == 0 ? null! : new Tensor(gradients[i]));
            }
            lock (self)
            {
                self.Run(node, given, new Span<IntPtr>(results, capacity));
            }
            pending = null;
            return 0;
        }
        catch (Exception e)
        {
            pending = e;
            fixed (byte* message = Encoding.UTF8.GetBytes(e.Message + "\0"))
            {
                Native.tds_set_error(message);
            }
            return 1;
        }
    }

    [UnmanagedCallersOnly]
    private static void Free(IntPtr state)
    {
        var handle = GCHandle.FromIntPtr(state);
        ((FunctionNode)handle.Target!).Release();
        handle.Free();
    }

    private void Release()
    {
        try
        {
            context.Dispose();
        }
        catch (Exception)
        {
            // A context of the user's may throw here, on a thread that has nobody to tell.
        }
    }

    private void Run(IntPtr node, List<Tensor> gradients, Span<IntPtr> results)
    {
        List<Tensor> answers;
        context.Node = node;
        try
        {
            answers = backward(context, gradients);
        }
        finally
        {
            context.Node = 0;
        }
        if (answers.Count != isVariable.Length && !answers.Skip(isVariable.Length).All(answer => answer is null))
        {
            throw new InvalidOperationException($"{name} gave {answers.Count} gradients for {isVariable.Length} arguments");
        }
        var at = 0;
        for (var i = 0; i < isVariable.Length; i++)
        {
            var answer = i < answers.Count ? answers[i] : throw new InvalidOperationException($"{name} gave {answers.Count} gradients for {isVariable.Length} arguments");
            if (isVariable[i])
            {
                results[at++] = answer is null ? 0 : answer.alias().DecoupleFromNativeHandle();
            }
            else if (answer is not null)
            {
                throw new InvalidOperationException($"{name} gave a gradient for argument {i}, which is no tensor");
            }
        }
    }

    private static IntPtr[] Handles(IEnumerable<Tensor> tensors) => [.. tensors.Select(tensor => tensor is null || tensor.IsInvalid ? 0 : tensor.Handle)];
}
