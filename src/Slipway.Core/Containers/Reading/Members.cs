namespace Slipway.Core.Containers.Reading;

/// <summary>Declares members of a <typeparamref name="TOwner"/>.</summary>
internal static class Members<TOwner>
{
    /// <summary>A member whose value is an object.</summary>
    public static Member<TOwner> Of<TValue>(
        string name, Kind<TValue> kind, Func<TOwner, TValue?> get, Func<TOwner, TValue, TOwner> set, string description, params string[] aliases)
        where TValue : class =>
        new ReferenceMember<TOwner, TValue>(name, description, kind, get, set) { Aliases = aliases };

    /// <summary>The same, for a member that must be there.</summary>
    public static Member<TOwner> Required<TValue>(
        string name, Kind<TValue> kind, Func<TOwner, TValue?> get, Func<TOwner, TValue, TOwner> set, string description, params string[] aliases)
        where TValue : class =>
        new ReferenceMember<TOwner, TValue>(name, description, kind, get, set) { Aliases = aliases, Required = true };

    /// <summary>A member whose value is a number, a flag or the like.</summary>
    public static Member<TOwner> Of<TValue>(
        string name, Kind<TValue> kind, Func<TOwner, TValue?> get, Func<TOwner, TValue, TOwner> set, string description, params string[] aliases)
        where TValue : struct =>
        new ValueMember<TOwner, TValue>(name, description, kind, get, set) { Aliases = aliases };
}
