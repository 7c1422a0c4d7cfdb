namespace TorchSharp.Utils;

/// <summary>Names a component in the state dictionary; without it the field's own name is used.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    /// <summary>The name under which the field is registered.</summary>
    public string Name { get; set; } = "";
}
