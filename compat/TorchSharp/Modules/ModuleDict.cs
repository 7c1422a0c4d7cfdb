using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules under names, in the order of insertion; it has no forward pass.</summary>
    public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)>
        where T : nn.Module
    {
        public ModuleDict()
            : base("ModuleDict")
        {
        }

        public int Count => _internal_submodules.Count;

        public bool IsReadOnly => false;

        public ICollection<string> Keys => _internal_submodules.Keys;

        public ICollection<T> Values => [.. values()];

        public T this[string key]
        {
            get => (T)_internal_submodules[key];
            set => _internal_submodules[key] = value;
        }

        public (string, T) this[int index]
        {
            get => (_internal_submodules[index].Item1, (T)_internal_submodules[index].Item2);
            set => _internal_submodules[index] = value;
        }

        public void Add(string key, T value) => register_module(key, value ?? throw new ArgumentNullException(nameof(value)));

        public void Add((string, T) item) => Add(item.Item1, item.Item2);

        public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

        public void Clear() => _internal_submodules.Clear();

        /// <summary>PyTorch's name of <see cref="Clear"/>.</summary>
        public void clear() => Clear();

        public bool Contains((string, T) item) => IndexOf(item) >= 0;

        public bool Contains(KeyValuePair<string, T> item) => IndexOf((item.Key, item.Value)) >= 0;

        public bool ContainsKey(string key) => _internal_submodules.ContainsKey(key);

        public void CopyTo((string, T)[] array, int arrayIndex)
        {
            foreach (var entry in this)
                array[arrayIndex++] = entry;
        }

        public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex)
        {
            foreach (var (key, value) in this)
                array[arrayIndex++] = new(key, value);
        }

        public IEnumerator<(string, T)> GetEnumerator()
        {
            foreach (var (key, value) in _internal_submodules)
                yield return (key, (T)value);
        }

        IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator()
        {
            foreach (var (key, value) in this)
                yield return new(key, value);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public int IndexOf((string, T) item)
        {
            for (var i = 0; i < Count; i++)
            {
                if (_internal_submodules[i].Item1 == item.Item1)
                    return ReferenceEquals(_internal_submodules[i].Item2, item.Item2) ? i : -1;
            }
            return -1;
        }

        public void Insert(int index, (string, T) item) => _internal_submodules.Insert(index, item);

        /// <summary>The entries in order.</summary>
        public IEnumerator<(string, T)> items() => GetEnumerator();

        /// <summary>The keys in order.</summary>
        public IEnumerable<string> keys() => _internal_submodules.keys();

        public bool Remove(string key) => _internal_submodules.Remove(key);

        public bool Remove((string, T) item) => Contains(item) && Remove(item.Item1);

        public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

        public void RemoveAt(int index) => _internal_submodules.RemoveAt(index);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
        {
            var found = _internal_submodules.TryGetValue(key, out var entry);
            value = (T?)entry;
            return found;
        }

        /// <summary>The values in order.</summary>
        public IEnumerable<T> values() => _internal_submodules.values().Cast<T>();

        /// <summary>The entries are registered as they come.</summary>
        protected override void RegisterComponents()
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules under names.</summary>
            public static Modules.ModuleDict<Module> ModuleDict(params (string name, Module module)[] modules) =>
                ModuleDict<Module>(modules);

            /// <summary>Modules of one type under names.</summary>
            public static Modules.ModuleDict<T> ModuleDict<T>(params (string name, T module)[] modules)
                where T : Module
            {
                var dictionary = new Modules.ModuleDict<T>();
                foreach (var entry in modules)
                    dictionary.Add(entry);
                return dictionary;
            }
        }
    }
}
