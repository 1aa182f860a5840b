using Microsoft.CodeAnalysis;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Analyzers;

/// <summary>Types that System.Text.Json certainly cannot write and read back. Of all others a run tells.</summary>
internal static class JsonForms
{
    private static readonly HashSet<string> Live = new(StringComparer.Ordinal)
    {
        "System.Type", "System.IntPtr", "System.UIntPtr", "System.IO.Stream", "System.IO.TextReader", "System.IO.TextWriter", "System.Threading.Tasks.Task", "System.Data.Common.DbConnection",
        "System.Net.Http.HttpClient", "System.Net.Http.HttpContent", "System.Net.Http.HttpResponseMessage", "System.Delegate", "System.Xml.XmlReader", "System.Xml.Linq.XObject", "System.Linq.IQueryable", "System.Linq.Expressions.Expression", "System.Reflection.MemberInfo", "System.Threading.CancellationToken",
    };

    /// <summary>The part of the type that has no JSON form, or null.</summary>
    public static string? Obstacle(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return Obstacle(array.ElementType);
        if (type.TypeKind == TypeKind.Delegate)
            return "delegate";
        if (Returns.IsAsyncStream(type) || type.AllInterfaces.Any(Returns.IsAsyncStream))
            return type.Name;
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (Live.Contains(each.OriginalDefinition.ToDisplayString()))
                return type.Name;
        }

        if (type.AllInterfaces.Any(each => Live.Contains(each.ToDisplayString())))
            return type.Name;
        return type is INamedTypeSymbol { IsGenericType: true } named && named.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable)
            ? named.TypeArguments.Select(Obstacle).FirstOrDefault(part => part is not null)
            : null;
    }
}
