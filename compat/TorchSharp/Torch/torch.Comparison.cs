namespace TorchSharp;

public static partial class torch
{
    // Comparison and logic.
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
        Ops.allclose.CallBool(tensor, target, rtol, atol, equal_nan);
    public static bool can_cast(ScalarType from, ScalarType to) => Ops.can_cast.CallBool(from, to);
    public static Tensor eq(Tensor left, Tensor right) => Ops.eq_Tensor.Call(left, right);
    public static Tensor ge(Tensor left, Tensor right) => Ops.ge_Tensor.Call(left, right);
    public static Tensor greater(Tensor tensor, Tensor target) => Ops.greater_Tensor.Call(tensor, target);
    public static Tensor greater_equal(Tensor tensor, Tensor target) => Ops.greater_equal_Tensor.Call(tensor, target);
    public static Tensor gt(Tensor left, Tensor right) => Ops.gt_Tensor.Call(left, right);
    public static bool is_nonzero(Tensor input) => Ops.is_nonzero.CallBool(input);
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
        Ops.isclose.Call(tensor, other, rtol, atol, nanEqual);
    public static Tensor isfinite(Tensor tensor) => Ops.isfinite.Call(tensor);
    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
        Ops.isin_Tensor_Tensor.Call(tensor, test_elements, assumeUnique, invert);
    public static Tensor isinf(Tensor tensor) => Ops.isinf.Call(tensor);
    public static Tensor isnan(Tensor input) => Ops.isnan.Call(input);
    public static Tensor isneginf(Tensor tensor) => Ops.isneginf.Call(tensor);
    public static Tensor isposinf(Tensor tensor) => Ops.isposinf.Call(tensor);
    public static Tensor isreal(Tensor tensor) => Ops.isreal.Call(tensor);
    public static Tensor le(Tensor left, Tensor right) => Ops.le_Tensor.Call(left, right);
    public static Tensor less(Tensor tensor, Tensor target) => Ops.less_Tensor.Call(tensor, target);
    public static Tensor less_equal(Tensor tensor, Tensor target) => Ops.less_equal_Tensor.Call(tensor, target);
    public static Tensor logical_and(Tensor left, Tensor right) => Ops.logical_and.Call(left, right);
    public static Tensor logical_and_(Tensor left, Tensor right) => Ops.logical_and_.InPlace(left, right);
    public static Tensor logical_not(Tensor input) => Ops.logical_not.Call(input);
    public static Tensor logical_or(Tensor left, Tensor right) => Ops.logical_or.Call(left, right);
    public static Tensor logical_or_(Tensor left, Tensor right) => Ops.logical_or_.InPlace(left, right);
    public static Tensor logical_xor(Tensor left, Tensor right) => Ops.logical_xor.Call(left, right);
    public static Tensor logical_xor_(Tensor left, Tensor right) => Ops.logical_xor_.InPlace(left, right);
    public static Tensor lt(Tensor left, Tensor right) => Ops.lt_Tensor.Call(left, right);
    public static Tensor ne(Tensor left, Tensor right) => Ops.ne_Tensor.Call(left, right);
    public static Tensor not_equal(Tensor tensor, Tensor target) => Ops.not_equal_Tensor.Call(tensor, target);
    public static Tensor[] where(Tensor condition) => Ops.where.CallList(condition);
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Ops.where_self.Call(condition, x, y);
}
