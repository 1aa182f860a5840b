using System.Text.Json.Serialization;

namespace Slipway.Core.Flows;

/// <summary>Why a task comes after another. In JSON lower case.</summary>
public enum ManifestEdgeKind
{
    /// <summary>It is given the other's result, or a part of it.</summary>
    [JsonStringEnumMemberName("data")]
    Data,

    /// <summary>It only starts after the other has ended: <c>needs</c> without use of the result, or an await in between.</summary>
    [JsonStringEnumMemberName("order")]
    Order,
}
