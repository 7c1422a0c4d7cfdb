namespace TorchSharp;

public static partial class torch
{
    // Arithmetic with broadcasting.
    public partial class Tensor
    {
        public Tensor add(Scalar scalar) => Ops.add_Scalar.Call(this, scalar);
        public Tensor add(Scalar scalar, Scalar alpha) => Ops.add_Scalar.Call(this, scalar, alpha);
        public Tensor add(Tensor target) => Ops.add_Tensor.Call(this, target);
        public Tensor add(Tensor target, Scalar alpha) => Ops.add_Tensor.Call(this, target, alpha);
        public Tensor add_(Scalar scalar) => Ops.add__Scalar.InPlace(this, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => Ops.add__Scalar.InPlace(this, scalar, alpha);
        public Tensor add_(Tensor target) => Ops.add__Tensor.InPlace(this, target);
        public Tensor add_(Tensor target, Scalar alpha) => Ops.add__Tensor.InPlace(this, target, alpha);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Ops.addcdiv.Call(this, tensor1, tensor2);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcdiv.Call(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Ops.addcdiv_.InPlace(this, tensor1, tensor2);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcdiv_.InPlace(this, tensor1, tensor2, value);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcmul.Call(this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcmul_.InPlace(this, tensor1, tensor2, value);
        public Tensor bitwise_and(Tensor other) => Ops.bitwise_and_Tensor.Call(this, other);
        public Tensor bitwise_and_(Tensor other) => Ops.bitwise_and__Tensor.InPlace(this, other);
        public Tensor bitwise_left_shift(Tensor other) => Ops.bitwise_left_shift_Tensor.Call(this, other);
        public Tensor bitwise_left_shift_(Tensor other) => Ops.bitwise_left_shift__Tensor.InPlace(this, other);
        public Tensor bitwise_not() => Ops.bitwise_not.Call(this);
        public Tensor bitwise_not_() => Ops.bitwise_not_.InPlace(this);
        public Tensor bitwise_or(Tensor other) => Ops.bitwise_or_Tensor.Call(this, other);
        public Tensor bitwise_or_(Tensor other) => Ops.bitwise_or__Tensor.InPlace(this, other);
        public Tensor bitwise_right_shift(Tensor other) => Ops.bitwise_right_shift_Tensor.Call(this, other);
        public Tensor bitwise_right_shift_(Tensor other) => Ops.bitwise_right_shift__Tensor.InPlace(this, other);
        public Tensor bitwise_xor(Tensor other) => Ops.bitwise_xor_Tensor.Call(this, other);
        public Tensor bitwise_xor_(Tensor other) => Ops.bitwise_xor__Tensor.InPlace(this, other);
        public Tensor float_power(Tensor target) => Ops.float_power_Tensor_Tensor.Call(this, target);
        public Tensor floor_divide(Scalar other) => Ops.floor_divide_Scalar.Call(this, other);
        public Tensor floor_divide(Tensor other) => Ops.floor_divide.Call(this, other);
        public Tensor floor_divide_(Scalar other) => Ops.floor_divide__Scalar.InPlace(this, other);
        public Tensor floor_divide_(Tensor other) => Ops.floor_divide__Tensor.InPlace(this, other);
        public Tensor fmax(Tensor other) => Ops.fmax.Call(this, other);
        public Tensor fmin(Tensor other) => Ops.fmin.Call(this, other);
        public Tensor fmod(Scalar scalar) => Ops.fmod_Scalar.Call(this, scalar);
        public Tensor fmod(Tensor target) => Ops.fmod_Tensor.Call(this, target);
        public Tensor fmod_(Scalar scalar) => Ops.fmod__Scalar.InPlace(this, scalar);
        public Tensor fmod_(Tensor target) => Ops.fmod__Tensor.InPlace(this, target);
        public Tensor maximum(Tensor other) => Ops.maximum.Call(this, other);
        public Tensor minimum(Tensor other) => Ops.minimum.Call(this, other);
        public Tensor mul(Scalar target) => Ops.mul_Scalar.Call(this, target);
        public Tensor mul(Tensor target) => Ops.mul_Tensor.Call(this, target);
        public Tensor mul_(Scalar target) => Ops.mul__Scalar.InPlace(this, target);
        public Tensor mul_(Tensor target) => Ops.mul__Tensor.InPlace(this, target);
        public Tensor multiply(Scalar target) => Ops.multiply_Scalar.Call(this, target);
        public Tensor multiply(Tensor target) => Ops.multiply_Tensor.Call(this, target);
        public Tensor pow(Scalar exponent) => Ops.pow_Tensor_Scalar.Call(this, exponent);
        public Tensor pow(Tensor exponent) => Ops.pow_Tensor_Tensor.Call(this, exponent);
        public Tensor pow_(Scalar exponent) => Ops.pow__Scalar.InPlace(this, exponent);
        public Tensor pow_(Tensor exponent) => Ops.pow__Tensor.InPlace(this, exponent);
        public Tensor remainder(Scalar scalar) => Ops.remainder_Scalar.Call(this, scalar);
        public Tensor remainder(Tensor target) => Ops.remainder_Tensor.Call(this, target);
        public Tensor remainder_(Scalar scalar) => Ops.remainder__Scalar.InPlace(this, scalar);
        public Tensor remainder_(Tensor target) => Ops.remainder__Tensor.InPlace(this, target);
        public Tensor sub(Scalar target) => Ops.sub_Scalar.Call(this, target);
        public Tensor sub(Tensor target) => Ops.sub_Tensor.Call(this, target);
        public Tensor sub_(Scalar target) => Ops.sub__Scalar.InPlace(this, target);
        public Tensor sub_(Tensor target) => Ops.sub__Tensor.InPlace(this, target);
        public Tensor subtract(Scalar target) => Ops.subtract_Scalar.Call(this, target);
        public Tensor subtract(Tensor target) => Ops.subtract_Tensor.Call(this, target);
        public Tensor subtract_(Scalar target) => Ops.subtract__Scalar.InPlace(this, target);
        public Tensor subtract_(Tensor target) => Ops.subtract__Tensor.InPlace(this, target);
        public Tensor true_divide(Scalar other) => Ops.true_divide_Scalar.Call(this, other);
        public Tensor true_divide(Tensor other) => Ops.true_divide_Tensor.Call(this, other);
        public Tensor true_divide_(Scalar other) => Ops.true_divide__Scalar.InPlace(this, other);
        public Tensor true_divide_(Tensor other) => Ops.true_divide__Tensor.InPlace(this, other);
    }
}
