using System.Reflection;
using TorchSharp;

namespace TorchDynInspect.Compat.Tests.Tensors;

public sealed class OperatorTableTests
{
    [CompatFact]
    public void Every_operator_of_the_table_exists_in_libtorch()
    {
        var ops = typeof(torch).Assembly.GetType("TorchSharp.Ops")!.GetFields(BindingFlags.Static | BindingFlags.NonPublic);
        Assert.True(ops.Length > 500);
        var resolve = ops[0].FieldType.GetMethod("Resolve", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var missing = ops.Where(op => !Resolves(op.GetValue(null)!)).Select(op => op.GetValue(null)!.ToString());
        Assert.Empty(missing);

        bool Resolves(object op)
        {
            try
            {
                return (IntPtr)resolve.Invoke(op, null)! != 0;
            }
            catch (TargetInvocationException e) when (e.InnerException is System.Runtime.InteropServices.ExternalException)
            {
                return false;
            }
        }
    }
}
