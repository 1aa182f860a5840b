namespace Slipway.LocalEcs.Protocol;

/// <summary>The kinds of value in the JSON protocol of AWS services.</summary>
internal enum ShapeKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A whole number of 32 bits.</summary>
    Int,

    /// <summary>A whole number of 64 bits.</summary>
    Long,

    /// <summary>A number.</summary>
    Double,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>Seconds since 1970 as a number.</summary>
    Timestamp,

    /// <summary>Bytes in base 64.</summary>
    Blob,

    /// <summary>A list of one type.</summary>
    List,

    /// <summary>Values of one type by name.</summary>
    Map,

    /// <summary>Named members.</summary>
    Structure,
}
