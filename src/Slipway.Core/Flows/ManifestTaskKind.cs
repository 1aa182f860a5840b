using System.Text.Json.Serialization;

namespace Slipway.Core.Flows;

/// <summary>What kind of task it is. In JSON lower case.</summary>
public enum ManifestTaskKind
{
    /// <summary>A method in the flow's own process.</summary>
    [JsonStringEnumMemberName("task")]
    Task,

    /// <summary>A container of its own.</summary>
    [JsonStringEnumMemberName("container")]
    Container,

    /// <summary>Another flow, run as a part of this one.</summary>
    [JsonStringEnumMemberName("subflow")]
    Subflow,
}
