using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A unit of a network: it owns parameters, buffers and sub-modules under names, in the order in which they were registered.
        /// Every module of this engine is managed code; only its tensors are native.
        /// </summary>
        public partial class Module : IDisposable
        {
            protected OrderedDict<string, Module> _internal_submodules = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Modules.Parameter> _internal_params = new();

            /// <summary>The name given to the constructor; for messages, not for look-up.</summary>
            protected string name;

            private bool isTraining = true;
            private bool isDisposed;

            protected Module(string name) => this.name = name;

            /// <summary>The module's name: by convention that of its class.</summary>
            public virtual string GetName() => name;

            /// <summary>Whether the module is in training mode, its state after construction.</summary>
            public virtual bool training => isTraining;

            /// <summary>Sets training mode on this module and every module below it.</summary>
            public virtual void train(bool train = true)
            {
                isTraining = train;
                foreach (var (_, child) in named_children())
                    child.train(train);
            }

            /// <summary>Sets evaluation mode: <c>train(false)</c>.</summary>
            public virtual void eval() => train(false);

            /// <summary>Applies <paramref name="fn"/> to every sub-module, deepest first, and then to this module.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                foreach (var (_, child) in named_children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Drops the gradients of all parameters, or fills them with zeros.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                    ClearGradient(parameter, set_to_none);
            }

            internal static void ClearGradient(Modules.Parameter parameter, bool setToNone)
            {
                if (setToNone)
                {
                    parameter.grad = null;
                    return;
                }
                using var gradient = parameter.grad;
                if (gradient is null)
                    return;
                using var off = no_grad();
                gradient.zero_();
            }

            /// <summary>Releases the tensors of this module and of every module below it.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || isDisposed)
                    return;
                isDisposed = true;
                foreach (var (_, (buffer, _)) in _internal_buffers)
                    buffer.Dispose();
                foreach (var (_, parameter) in _internal_params)
                    parameter.Dispose();
                foreach (var (_, child) in _internal_submodules)
                    child.Dispose();
            }
        }
    }
}
