using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Results;

/// <summary>
/// How inputs are written for a key. System.Text.Json writes what a member's declared type has, which would give a dog and a cat one key when both are
/// declared as animals; so here members are written as what they are. Types of which nothing, or not the state, would be written have no key.
/// </summary>
internal sealed class KeyJson
{
    private static readonly ConditionalWeakTable<JsonSerializerOptions, KeyJson> Made = [];

    private readonly ConcurrentDictionary<Type, string?> _problems = new();

    private KeyJson(JsonSerializerOptions options)
    {
        Options = new JsonSerializerOptions(options) { WriteIndented = false };
        Options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(WriteMembersAsTheyAre);
        Options.MakeReadOnly();
    }

    public JsonSerializerOptions Options { get; }

    public static KeyJson For(JsonSerializerOptions options) => Made.GetValue(options, static made => new KeyJson(made));

    /// <summary>What a value of a type is written as.</summary>
    public Type Written(Type type) =>
        Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable && Openly(type) is { } open && open != typeof(object) ? open : type;

    /// <summary>Why values of a type have no key; null when they have.</summary>
    public string? WhyNot(Type type) => _problems.GetOrAdd(type, static (asked, self) => self.Look(asked, []), this);

    private static void WriteMembersAsTheyAre(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        for (var i = 0; i < type.Properties.Count; i++)
        {
            var member = type.Properties[i];
            if (member is not { Get: { } get, CustomConverter: null, IsExtensionData: false } || Openly(member.PropertyType) is not { } open)
                continue;
            var replaced = type.CreateJsonPropertyInfo(open, member.Name);
            replaced.Get = get;
            replaced.ShouldSerialize = member.ShouldSerialize;
            replaced.Order = member.Order;
            type.Properties[i] = replaced;
        }
    }

    // What a member is written as, if not as declared.
    private static Type? Openly(Type declared)
    {
        if (declared.IsValueType || (declared.IsSealed && !declared.IsArray) || declared == typeof(object) || typeof(JsonNode).IsAssignableFrom(declared))
            return null;
        if (!typeof(IEnumerable).IsAssignableFrom(declared))
            return typeof(object);
        if (IsDictionary(declared))
            return null;
        // Reference types only: lists of values are no lists of objects.
        return ElementOf(declared) is { IsValueType: false, IsSealed: false } ? typeof(IEnumerable<object>) : null;
    }

    private static bool IsDictionary(Type type) =>
        typeof(IDictionary).IsAssignableFrom(type) || Interfaces(type, typeof(IDictionary<,>)).Any() || Interfaces(type, typeof(IReadOnlyDictionary<,>)).Any();

    private static Type? ElementOf(Type type) => Interfaces(type, typeof(IEnumerable<>)).Select(found => found.GetGenericArguments()[0]).FirstOrDefault();

    private static IEnumerable<Type> Interfaces(Type type, Type generic) =>
        type.GetInterfaces().Append(type).Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == generic);

    private static bool IsCounted(Type type) =>
        typeof(ICollection).IsAssignableFrom(type) || Interfaces(type, typeof(ICollection<>)).Any() || Interfaces(type, typeof(IReadOnlyCollection<>)).Any();

    private string? Look(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            return null;
        if (typeof(Delegate).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type) || typeof(Task).IsAssignableFrom(type)
            || typeof(CancellationToken) == type || type.IsPointer || typeof(Type).IsAssignableFrom(type))
            return $"{type.Name} has no JSON";
        if (typeof(IEnumerable).IsAssignableFrom(type) && type != typeof(string) && !typeof(JsonNode).IsAssignableFrom(type) && !IsCounted(type) && !type.IsInterface)
            return $"{type.Name} is a sequence that may be made only once; make it a list";
        JsonTypeInfo info;
        try
        {
            info = Options.GetTypeInfo(type);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return exception.Message;
        }

        if (info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
            return info.ElementType is { } element && element != typeof(object) ? Look(element, seen) : null;
        if (info.Kind != JsonTypeInfoKind.Object || type.IsInterface || type == typeof(object))
            return null;
        if (info.Properties.All(member => member.Get is null) && HasState(type))
            return $"nothing of {type.Name} is public, so that all of its values would be the same";
        return info.Properties
            .Where(member => member.Get is not null && member.PropertyType != typeof(object))
            .Select(member => Look(member.PropertyType, seen))
            .FirstOrDefault(problem => problem is not null);
    }

    private static bool HasState(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            if (type.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly).Length > 0)
                return true;
        }

        return false;
    }
}
