using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Parameters under names, in the order of insertion.</summary>
    public class ParameterDict : nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
    {
        public ParameterDict()
            : base("ParameterDict")
        {
        }

        public int Count => _internal_params.Count;

        public bool IsReadOnly => false;

        public ICollection<string> Keys => _internal_params.Keys;

        public ICollection<Parameter> Values => [.. values()];

        public Parameter this[string key]
        {
            get => _internal_params[key];
            set => _internal_params[key] = value;
        }

        public (string, Parameter) this[int index]
        {
            get => (_internal_params[index].Item1, _internal_params[index].Item2);
            set => _internal_params[index] = value;
        }

        public void Add(string key, Parameter value) => register_parameter(key, value ?? throw new ArgumentNullException(nameof(value)));

        public void Add((string, Parameter) item) => Add(item.Item1, item.Item2);

        public void Add(KeyValuePair<string, Parameter> item) => Add(item.Key, item.Value);

        public void Clear() => _internal_params.Clear();

        /// <summary>PyTorch's name of <see cref="Clear"/>.</summary>
        public void clear() => Clear();

        public bool Contains((string, Parameter) item) => IndexOf(item) >= 0;

        public bool Contains(KeyValuePair<string, Parameter> item) => IndexOf((item.Key, item.Value)) >= 0;

        public bool ContainsKey(string key) => _internal_params.ContainsKey(key);

        public void CopyTo((string, Parameter)[] array, int arrayIndex)
        {
            foreach (var entry in this)
                array[arrayIndex++] = entry;
        }

        public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex)
        {
            foreach (var (key, value) in this)
                array[arrayIndex++] = new(key, value);
        }

        public IEnumerator<(string, Parameter)> GetEnumerator()
        {
            foreach (var (key, value) in _internal_params)
                yield return (key, value);
        }

        IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator()
        {
            foreach (var (key, value) in this)
                yield return new(key, value);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public int IndexOf((string, Parameter) item)
        {
            for (var i = 0; i < Count; i++)
            {
                if (_internal_params[i].Item1 == item.Item1)
                    return ReferenceEquals(_internal_params[i].Item2, item.Item2) ? i : -1;
            }
            return -1;
        }

        public void Insert(int index, (string, Parameter) item) => _internal_params.Insert(index, item);

        /// <summary>The entries in order.</summary>
        public IEnumerator<(string, Parameter)> items() => GetEnumerator();

        /// <summary>The keys in order.</summary>
        public IEnumerable<string> keys() => _internal_params.keys();

        public bool Remove(string key) => _internal_params.Remove(key);

        public bool Remove((string, Parameter) item) => Contains(item) && Remove(item.Item1);

        public bool Remove(KeyValuePair<string, Parameter> item) => Remove((item.Key, item.Value));

        public void RemoveAt(int index) => _internal_params.RemoveAt(index);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value)
        {
            var found = _internal_params.TryGetValue(key, out var entry);
            value = entry;
            return found;
        }

        /// <summary>The values in order.</summary>
        public IEnumerable<Parameter> values() => _internal_params.values();

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
            /// <summary>Parameters under names.</summary>
            public static Modules.ParameterDict ParameterDict(params (string name, Modules.Parameter parameter)[] parameters)
            {
                var dictionary = new Modules.ParameterDict();
                foreach (var entry in parameters)
                    dictionary.Add(entry);
                return dictionary;
            }
        }
    }
}
