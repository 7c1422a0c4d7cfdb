namespace TorchSharp;

public static partial class torch
{
    // Elements and parts by index. Integers select, which is a view; tensors pick, which is a copy.
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get => Element(indices);
            set => SetElement(value, indices);
        }

        public Tensor this[long i1]
        {
            get => Element(i1);
            set => SetElement(value, i1);
        }

        public Tensor this[long i1, long i2]
        {
            get => Element(i1, i2);
            set => SetElement(value, i1, i2);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => Element(i1, i2, i3);
            set => SetElement(value, i1, i2, i3);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Element(i1, i2, i3, i4);
            set => SetElement(value, i1, i2, i3, i4);
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Element(i1, i2, i3, i4, i5);
            set => SetElement(value, i1, i2, i3, i4, i5);
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Element(i1, i2, i3, i4, i5, i6);
            set => SetElement(value, i1, i2, i3, i4, i5, i6);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            using var view = new IndexedView(this, indices);
            return view.Get();
        }

        public Tensor index(params Tensor[] indices) => Ops.index_Tensor.Call(this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            using var view = new IndexedView(this, indices);
            view.Set(value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => Ops.index_put_.InPlace(this, indices, value);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = Creation.FromScalar(value);
            return index_put_(number, indices);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var number = Creation.FromScalar(value).to(dtype, disposeAfter: true);
            return index_put_(number, indices);
        }

        private Tensor Element(params ReadOnlySpan<long> indices)
        {
            var view = Ops.select_int.Call(this, 0, indices[0]);
            foreach (var i in indices[1..])
            {
                var outer = view;
                using (outer)
                {
                    view = Ops.select_int.Call(outer, 0, i);
                }
            }
            return view;
        }

        private void SetElement(Tensor value, params ReadOnlySpan<long> indices)
        {
            using var view = Element(indices);
            Ops.copy_.InPlace(view, value);
        }
    }
}
