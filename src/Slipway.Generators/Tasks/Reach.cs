namespace Slipway.Generators.Tasks;

/// <summary>How generated code reaches a method.</summary>
internal enum Reach
{
    /// <summary>By a call.</summary>
    Direct,

    /// <summary>By an accessor on its type.</summary>
    Accessor,

    /// <summary>By an accessor on its type's name: static classes, and private types of static methods.</summary>
    NamedAccessor,
}
