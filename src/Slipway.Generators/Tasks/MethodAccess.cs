using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Slipway.Generators.Source;

namespace Slipway.Generators.Tasks;

/// <summary>How to call a method from generated code: plainly, or through an UnsafeAccessor where it is private.</summary>
/// <param name="Reach">The way.</param>
/// <param name="TypeName">The declaring type; for <see cref="Tasks.Reach.NamedAccessor"/> as metadata knows it.</param>
/// <param name="MethodName">The method, escaped where it is a keyword.</param>
/// <param name="MetadataName">The method as metadata knows it.</param>
/// <param name="IsStatic">Whether it is static.</param>
/// <param name="IsStructReceiver">Whether the receiver is a struct.</param>
/// <param name="TypeParameters">Those of the type, in angle brackets.</param>
/// <param name="TypeConstraints">Their constraints.</param>
/// <param name="MethodParameters">Those of the method, in angle brackets.</param>
/// <param name="MethodConstraints">Their constraints.</param>
internal sealed record MethodAccess(
    Reach Reach, string TypeName, string MethodName, string MetadataName, bool IsStatic, bool IsStructReceiver,
    string TypeParameters, string TypeConstraints, string MethodParameters, string MethodConstraints)
{
    /// <summary>The way to the method, given what its assembly may see.</summary>
    public static MethodAccess Of(IMethodSymbol method, TypeNames names)
    {
        var type = method.ContainingType;
        var accessible = names.CanName(type) && names.Compilation.IsSymbolAccessibleWithin(method, names.Compilation.Assembly);
        var named = method.IsStatic && (type.IsStatic || !names.CanName(type));
        var reach = accessible ? Reach.Direct : named ? Reach.NamedAccessor : Reach.Accessor;
        var ofTypes = Tasks.TypeParameters.OfTypes(type).ToList();
        return new(
            reach,
            reach == Reach.NamedAccessor ? AccessorTypeName(type, ofTypes.Count) : TypeNames.Of(type),
            Escape(method.Name),
            method.MetadataName,
            method.IsStatic,
            type.IsValueType,
            Tasks.TypeParameters.List(ofTypes),
            Tasks.TypeParameters.Constraints(ofTypes),
            Tasks.TypeParameters.List(method.TypeParameters),
            Tasks.TypeParameters.Constraints(method.TypeParameters));
    }

    /// <summary>A call of it.</summary>
    /// <param name="self">The receiver, for an instance method.</param>
    /// <param name="arguments">The arguments, an extension's receiver included.</param>
    /// <param name="accessor">The class that holds the accessor, where one is needed.</param>
    public string Call(string self, IEnumerable<string> arguments, string accessor = "Access")
    {
        if (Reach == Reach.Direct)
            return $"{(IsStatic ? TypeName : self)}.{MethodName}{MethodParameters}({string.Join(", ", arguments)})";
        var receiver = IsStatic ? "null" : IsStructReceiver ? $"ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in {self})" : self;
        return $"{accessor}{TypeParameters}.{MethodName}{MethodParameters}({string.Join(", ", new[] { receiver }.Concat(arguments))})";
    }

    /// <summary>The class that holds the accessor; nothing when the method is called plainly.</summary>
    public void WriteAccessor(CodeWriter code, string returnType, IEnumerable<string> parameters, string accessor = "Access")
    {
        if (Reach == Reach.Direct)
            return;
        var receiver = Reach == Reach.NamedAccessor
            ? $"[global::System.Runtime.CompilerServices.UnsafeAccessorType({Literals.Text(TypeName)})] object? self"
            : IsStatic ? $"{TypeName}? self" : IsStructReceiver ? $"ref {TypeName} self" : $"{TypeName} self";
        code.Line(GeneratedFile.Hidden);
        code.Open($"private static class {accessor}{TypeParameters}{TypeConstraints}");
        code.Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.{(IsStatic ? "StaticMethod" : "Method")}, Name = {Literals.Text(MetadataName)})]");
        code.Line($"public static extern {returnType} {MethodName}{MethodParameters}({string.Join(", ", new[] { receiver }.Concat(parameters))}){MethodConstraints};");
        code.Close().Line();
    }

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary><c>Shop.Jobs`1[[!0]], Shop</c>.</summary>
    private static string AccessorTypeName(INamedTypeSymbol type, int arity)
    {
        var arguments = arity == 0 ? "" : $"[{string.Join(",", Enumerable.Range(0, arity).Select(index => $"[!{index}]"))}]";
        return $"{MetadataNames.Full(type.OriginalDefinition)}{arguments}, {type.ContainingAssembly.Identity.Name}";
    }
}
