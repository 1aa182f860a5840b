namespace Slipway.Results;

/// <summary>What a record holds: its first byte. The numbers are part of the stored format.</summary>
internal enum ContentKind : byte
{
    /// <summary>Nothing that this version knows.</summary>
    Unknown = 0,

    /// <summary>The result as JSON.</summary>
    Json = 1,

    /// <summary>The name of large content that is the result as JSON.</summary>
    LargeJson = 2,

    /// <summary>The name of large content that is the result itself.</summary>
    Stream = 3,
}
