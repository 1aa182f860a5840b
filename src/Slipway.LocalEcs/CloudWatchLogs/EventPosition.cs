using System.Globalization;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>A place in the order of events: by time, and for equal times in the order of arrival.</summary>
/// <param name="Time">Milliseconds since 1970.</param>
/// <param name="Id">The event's key in the database.</param>
internal sealed record EventPosition(long Time, long Id)
{
    private const int TimeDigits = 37;
    private const int IdDigits = 19;

    /// <summary>Before all events.</summary>
    public static EventPosition Head { get; } = new(0, 0);

    /// <summary>After all events.</summary>
    public static EventPosition Tail { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>The place just behind this one.</summary>
    public EventPosition Next => this with { Id = Id == long.MaxValue ? Id : Id + 1 };

    /// <summary>The place just before this one.</summary>
    public EventPosition Previous => this with { Id = Id == 0 ? Id : Id - 1 };

    /// <summary>The token that goes on behind this event. Of the form that CloudWatch Logs uses, 56 digits; clients must not read it.</summary>
    public string ForwardToken => $"f/{Digits}/s";

    /// <summary>The token that goes back from this event.</summary>
    public string BackwardToken => $"b/{Digits}/s";

    /// <summary>The place as 56 digits: an event's id.</summary>
    public string Digits => Time.ToString($"D{TimeDigits}", CultureInfo.InvariantCulture) + Id.ToString($"D{IdDigits}", CultureInfo.InvariantCulture);

    /// <summary>Reads a token.</summary>
    /// <exception cref="AwsServiceException">It is none.</exception>
    public static (bool Forward, EventPosition At) ParseToken(string token) =>
        token is ['f' or 'b', '/', .. { Length: TimeDigits + IdDigits } digits, '/', 's'] && Parse(digits) is { } at
            ? (token[0] == 'f', at)
            : throw LogsErrors.InvalidParameter("The specified nextToken is invalid.");

    /// <summary>Reads 56 digits.</summary>
    public static EventPosition? Parse(string digits) =>
        digits.Length == TimeDigits + IdDigits
        && long.TryParse(digits.AsSpan(0, TimeDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && long.TryParse(digits.AsSpan(TimeDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new(time, id)
            : null;
}
