using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Parameters in a list, registered under their positions.</summary>
    public class ParameterList : nn.Module, IList<Parameter>
    {
        public ParameterList(params Parameter[] parameters)
            : base(nameof(ParameterList))
        {
            ArgumentNullException.ThrowIfNull(parameters);
            extend(parameters);
        }

        public int Count => _internal_params.Count;

        public bool IsReadOnly => false;

        public Parameter this[int index]
        {
            get => _internal_params[index].Item2;
            set => _internal_params[index] = (_internal_params[index].Item1, value);
        }

        /// <summary>Adds parameters at the end.</summary>
        public void append(params Parameter[] parameters) => extend(parameters);

        /// <summary>Adds parameters at the end.</summary>
        public void extend(IEnumerable<Parameter> parameters)
        {
            ArgumentNullException.ThrowIfNull(parameters);
            foreach (var parameter in parameters)
                Add(parameter);
        }

        public void Add(Parameter item) => register_parameter(Count.ToString(CultureInfo.InvariantCulture), item);

        public void Insert(int index, Parameter item) => Rebuild(list => list.Insert(index, item));

        public bool Remove(Parameter item)
        {
            var index = IndexOf(item);
            if (index >= 0)
                RemoveAt(index);
            return index >= 0;
        }

        public void RemoveAt(int index) => Rebuild(list => list.RemoveAt(index));

        public void Clear() => _internal_params.Clear();

        public bool Contains(Parameter item) => IndexOf(item) >= 0;

        public void CopyTo(Parameter[] array, int arrayIndex) => _internal_params.Values.CopyTo(array, arrayIndex);

        public IEnumerator<Parameter> GetEnumerator() => _internal_params.Values.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public int IndexOf(Parameter item) => _internal_params.Values.ToList().FindIndex(parameter => ReferenceEquals(parameter, item));

        /// <summary>The parameters are registered as they come.</summary>
        protected override void RegisterComponents()
        {
        }

        private void Rebuild(Action<List<Parameter>> change)
        {
            var list = _internal_params.Values.ToList();
            change(list);
            Clear();
            extend(list);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Parameters in a list.</summary>
            public static Modules.ParameterList ParameterList(params Modules.Parameter[] parameters) => new(parameters);
        }
    }
}
