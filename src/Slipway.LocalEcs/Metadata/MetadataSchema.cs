using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Metadata;

/// <summary>The table of the metadata endpoint.</summary>
internal static class MetadataSchema
{
    /// <summary>Its steps.</summary>
    public static StateSchema Schema { get; } = new("metadata", ["CREATE TABLE metadata_key (key BLOB NOT NULL)", "CREATE TABLE metadata_port (port INTEGER NOT NULL)"]);
}
