using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>Component names of fields.</summary>
public static class FieldInfoExtensionMethods
{
    /// <summary>The name a field's value is registered under: that of its <see cref="ComponentNameAttribute"/>, else the field's.</summary>
    public static string ComponentName(this FieldInfo field) =>
        field.GetCustomAttribute<ComponentNameAttribute>()?.Name is { Length: > 0 } name ? name : field.Name;
}
