using System.Collections.ObjectModel;

namespace Slipway.Aws.Sqs;

/// <summary>The attributes.</summary>
public sealed record GetQueueAttributesResponse
{
    /// <summary>The attributes that are set.</summary>
    public IReadOnlyDictionary<string, string> Attributes
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, string>.Empty;
    } = ReadOnlyDictionary<string, string>.Empty;
}
