namespace TorchSharp;

public static partial class torch
{
    // Derivatives.
    public partial class Tensor
    {
        public bool requires_grad
        {
            get
            {
                var value = Native.tds_requires_grad(Handle) != 0;
                GC.KeepAlive(this);
                return value;
            }

            set
            {
                Native.Check(Native.tds_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        public unsafe Tensor? grad
        {
            get
            {
                IntPtr gradient;
                Native.Check(Native.tds_grad(Handle, &gradient));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set
            {
                Native.Check(Native.tds_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        public bool is_leaf
        {
            get
            {
                var value = Native.tds_is_leaf(Handle) != 0;
                GC.KeepAlive(this);
                return value;
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad()
        {
            Native.Check(Native.tds_retain_grad(Handle));
            GC.KeepAlive(this);
        }

        public void backward() => autograd.backward(this);
    }
}
