namespace TorchSharp;

public static partial class torch
{
    // Arithmetic with broadcasting.
    public static Tensor add(Tensor left, Scalar right) => Ops.add_Scalar.Call(left, right);
    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => Ops.add_Scalar.Call(left, right, alpha);
    public static Tensor add(Tensor left, Tensor right) => Ops.add_Tensor.Call(left, right);
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => Ops.add_Tensor.Call(left, right, alpha);
    public static Tensor add_(Tensor left, Scalar right) => Ops.add__Scalar.InPlace(left, right);
    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => Ops.add__Scalar.InPlace(left, right, alpha);
    public static Tensor add_(Tensor left, Tensor right) => Ops.add__Tensor.InPlace(left, right);
    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => Ops.add__Tensor.InPlace(left, right, alpha);
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Ops.addcdiv.Call(input, tensor1, tensor2, value);
    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Ops.addcdiv_.InPlace(input, tensor1, tensor2, value);
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Ops.addcmul.Call(input, tensor1, tensor2, value);
    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Ops.addcmul_.InPlace(input, tensor1, tensor2, value);
    public static Tensor bitwise_and(Tensor left, Tensor right) => Ops.bitwise_and_Tensor.Call(left, right);
    public static Tensor bitwise_and_(Tensor left, Tensor right) => Ops.bitwise_and__Tensor.InPlace(left, right);
    public static Tensor bitwise_left_shift(Tensor left, Tensor right) => Ops.bitwise_left_shift_Tensor.Call(left, right);
    public static Tensor bitwise_left_shift_(Tensor left, Tensor right) => Ops.bitwise_left_shift__Tensor.InPlace(left, right);
    public static Tensor bitwise_not(Tensor input) => Ops.bitwise_not.Call(input);
    public static Tensor bitwise_not_(Tensor input) => Ops.bitwise_not_.InPlace(input);
    public static Tensor bitwise_or(Tensor left, Tensor right) => Ops.bitwise_or_Tensor.Call(left, right);
    public static Tensor bitwise_or_(Tensor left, Tensor right) => Ops.bitwise_or__Tensor.InPlace(left, right);
    public static Tensor bitwise_right_shift(Tensor left, Tensor right) => Ops.bitwise_right_shift_Tensor.Call(left, right);
    public static Tensor bitwise_right_shift_(Tensor left, Tensor right) => Ops.bitwise_right_shift__Tensor.InPlace(left, right);
    public static Tensor bitwise_xor(Tensor left, Tensor right) => Ops.bitwise_xor_Tensor.Call(left, right);
    public static Tensor bitwise_xor_(Tensor left, Tensor right) => Ops.bitwise_xor__Tensor.InPlace(left, right);
    public static Tensor divide_(Tensor left, Scalar right) => Ops.divide__Scalar.InPlace(left, right);
    public static Tensor float_power(Tensor input, Tensor target) => Ops.float_power_Tensor_Tensor.Call(input, target);
    public static Tensor floor_divide(Tensor input, Tensor other) => Ops.floor_divide.Call(input, other);
    public static Tensor floor_divide_(Tensor input, Tensor other) => Ops.floor_divide__Tensor.InPlace(input, other);
    public static Tensor fmax(Tensor input, Tensor other) => Ops.fmax.Call(input, other);
    public static Tensor fmin(Tensor input, Tensor other) => Ops.fmin.Call(input, other);
    public static Tensor fmod(Tensor left, Scalar right) => Ops.fmod_Scalar.Call(left, right);
    public static Tensor fmod(Tensor left, Tensor right) => Ops.fmod_Tensor.Call(left, right);
    public static Tensor fmod_(Tensor left, Scalar right) => Ops.fmod__Scalar.InPlace(left, right);
    public static Tensor fmod_(Tensor left, Tensor right) => Ops.fmod__Tensor.InPlace(left, right);
    public static Tensor maximum(Tensor input, Tensor other) => Ops.maximum.Call(input, other);
    public static Tensor minimum(Tensor input, Tensor other) => Ops.minimum.Call(input, other);
    public static Tensor mul(Tensor left, Scalar right) => Ops.mul_Scalar.Call(left, right);
    public static Tensor mul(Tensor left, Tensor right) => Ops.mul_Tensor.Call(left, right);
    public static Tensor mul_(Tensor left, Scalar right) => Ops.mul__Scalar.InPlace(left, right);
    public static Tensor mul_(Tensor left, Tensor right) => Ops.mul__Tensor.InPlace(left, right);
    public static Tensor multiply(Tensor left, Scalar right) => Ops.multiply_Scalar.Call(left, right);
    public static Tensor multiply(Tensor left, Tensor right) => Ops.multiply_Tensor.Call(left, right);
    public static Tensor multiply_(Tensor left, Scalar right) => Ops.multiply__Scalar.InPlace(left, right);
    public static Tensor multiply_(Tensor left, Tensor right) => Ops.multiply__Tensor.InPlace(left, right);
    public static Tensor pow(Tensor left, Scalar exponent) => Ops.pow_Tensor_Scalar.Call(left, exponent);
    public static Tensor pow(Tensor left, Tensor exponent) => Ops.pow_Tensor_Tensor.Call(left, exponent);
    public static Tensor pow_(Tensor left, Scalar exponent) => Ops.pow__Scalar.InPlace(left, exponent);
    public static Tensor pow_(Tensor left, Tensor exponent) => Ops.pow__Tensor.InPlace(left, exponent);
    public static Tensor remainder(Tensor left, Scalar right) => Ops.remainder_Scalar.Call(left, right);
    public static Tensor remainder(Tensor left, Tensor right) => Ops.remainder_Tensor.Call(left, right);
    public static Tensor remainder_(Tensor left, Scalar right) => Ops.remainder__Scalar.InPlace(left, right);
    public static Tensor remainder_(Tensor left, Tensor right) => Ops.remainder__Tensor.InPlace(left, right);
    public static Tensor sub(Tensor left, Scalar right) => Ops.sub_Scalar.Call(left, right);
    public static Tensor sub(Tensor left, Tensor right) => Ops.sub_Tensor.Call(left, right);
    public static Tensor sub_(Tensor left, Scalar right) => Ops.sub__Scalar.InPlace(left, right);
    public static Tensor sub_(Tensor left, Tensor right) => Ops.sub__Tensor.InPlace(left, right);
    public static Tensor subtract(Tensor left, Scalar right) => Ops.subtract_Scalar.Call(left, right);
    public static Tensor subtract(Tensor left, Tensor right) => Ops.subtract_Tensor.Call(left, right);
    public static Tensor subtract_(Tensor left, Scalar right) => Ops.subtract__Scalar.InPlace(left, right);
    public static Tensor subtract_(Tensor left, Tensor right) => Ops.subtract__Tensor.InPlace(left, right);
    public static Tensor true_divide(Tensor dividend, Tensor divisor) => Ops.true_divide_Tensor.Call(dividend, divisor);
    public static Tensor true_divide_(Tensor dividend, Tensor divisor) => Ops.true_divide__Tensor.InPlace(dividend, divisor);
}
