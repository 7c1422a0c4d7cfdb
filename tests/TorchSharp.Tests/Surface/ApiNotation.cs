using System.Globalization;
using System.Reflection;

namespace TorchDynInspect.Compat.Tests.Surface;

/// <summary>
/// Writes the public and protected surface of an assembly in the notation of eng/api/torchsharp-*.txt: one line for each type and
/// each member it declares.
/// </summary>
internal static class ApiNotation
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(bool)] = "bool", [typeof(string)] = "string", [typeof(float)] = "float",
        [typeof(double)] = "double", [typeof(byte)] = "byte", [typeof(void)] = "void", [typeof(object)] = "object",
    };

    internal static IEnumerable<string> Lines(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).SelectMany(Lines);

    internal static IEnumerable<string> Lines(Type type)
    {
        var name = Name(type);
        yield return $"{name} -> {Heading(type)}";
        if (type.IsEnum)
        {
            foreach (var constant in Enum.GetNames(type))
            {
                yield return $"{name}.{constant} = {Convert.ToInt64(Enum.Parse(type, constant), CultureInfo.InvariantCulture)}";
            }
            yield break;
        }
        foreach (var member in type.GetMembers(Declared).Where(IsVisible))
        {
            switch (member)
            {
                case ConstructorInfo { IsStatic: false } constructor when !IsDelegate(type):
                    yield return $"{name}.#ctor({Parameters(constructor)})" + (constructor.IsPublic ? "" : " protected");
                    break;
                case MethodInfo method when !IsAccessor(method) && !IsDelegate(type) && !IsPrivateOverride(method):
                    yield return $"{name}.{MethodName(method)}({Parameters(method)}) -> {Name(method.ReturnType)}" + Suffix(method);
                    break;
                case PropertyInfo property:
                    yield return $"{name}.{PropertyName(property)} {Accessors(property)} -> {Name(property.PropertyType)}"
                        + (property.GetAccessors(true)[0].IsStatic ? " static" : "");
                    break;
                case FieldInfo field:
                    yield return $"{name}.{field.Name} -> {Name(field.FieldType)}" + Suffix(field);
                    break;
            }
        }
    }

    private static string Heading(Type type)
    {
        if (IsDelegate(type))
        {
            return "delegate";
        }
        if (type.IsEnum)
        {
            return "enum";
        }
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = new List<string>();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
        {
            bases.Add(Name(parent));
        }
        bases.AddRange(type.GetInterfaces().Where(IsVisible).Select(Name).Order(StringComparer.Ordinal));
        return bases.Count == 0 ? kind : $"{kind} : {string.Join(", ", bases)}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }
        if (type.IsPointer)
        {
            return Name(type.GetElementType()!) + "*";
        }
        if (type.IsGenericParameter)
        {
            return type.Name;
        }
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }
        var arguments = type.GetGenericArguments();
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments.Skip(inherited).Select(Name).ToArray();
        var simple = type.Name.Split('`')[0] + (own.Length == 0 ? "" : $"<{string.Join(", ", own)}>");
        if (type.DeclaringType is not { } outer)
        {
            return type.Namespace is null ? simple : $"{type.Namespace}.{simple}";
        }
        if (outer.IsGenericTypeDefinition)
        {
            outer = outer.MakeGenericType(arguments[..inherited]);
        }
        return $"{Name(outer)}.{simple}";
    }

    private static string MethodName(MethodInfo method) => method.IsGenericMethod
        ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(Name))}>"
        : method.Name;

    private static string PropertyName(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } indices
        ? $"this[{string.Join(", ", indices.Select(Parameter))}]"
        : property.Name;

    private static string Accessors(PropertyInfo property) =>
        "{" + (IsVisible(property.GetMethod) ? " get;" : "") + (IsVisible(property.SetMethod) ? " set;" : "") + " }";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsOut ? "out "
            : parameter.IsIn && parameter.ParameterType.IsByRef ? "in "
            : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : "";
        return $"{prefix}{Name(parameter.ParameterType)} {parameter.Name}" + (parameter.HasDefaultValue ? $" = {Default(parameter)}" : "");
    }

    private static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    private static string Suffix(MethodInfo method)
    {
        var suffix = method.IsPublic ? "" : " protected";
        if (method.IsStatic)
        {
            return suffix + " static";
        }
        if (method.IsAbstract)
        {
            return suffix + " abstract";
        }
        if (method.IsVirtual && method.GetBaseDefinition() != method)
        {
            return suffix + " override";
        }
        return method is { IsVirtual: true, IsFinal: false } ? suffix + " virtual" : suffix;
    }

    // The list marks no field as protected: TorchSharp's Module.name is, for one.
    private static string Suffix(FieldInfo field) => field.IsLiteral
        ? $" const = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
        : (field.IsInitOnly ? " readonly" : "") + (field.IsStatic ? " static" : "");

    /// <summary>An override of this assembly's own protected method adds nothing that a caller or a derived class could see.</summary>
    private static bool IsPrivateOverride(MethodInfo method)
    {
        var root = method.GetBaseDefinition();
        return !method.IsPublic && root != method && root.Module == method.Module;
    }

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(Type type)
    {
        if (type.HasElementType)
        {
            return IsVisible(type.GetElementType()!);
        }
        return type.IsNested
            ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
            : type.IsPublic;
    }

    private static bool IsVisible(MethodBase? method) =>
        method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => IsVisible(method),
        PropertyInfo property => property.GetAccessors(true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo @event => IsVisible(@event.AddMethod),
        Type => false, // nested types speak for themselves
        _ => true,
    };
}
