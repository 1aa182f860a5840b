namespace Slipway.LocalEcs.Protocol;

/// <summary>A refusal in the words and with the code of the AWS service.</summary>
/// <param name="code">The service's error code, such as <c>ClientException</c>.</param>
/// <param name="message">The service's message.</param>
/// <param name="statusCode">The HTTP status: 400 for the caller's mistakes, 500 for the service's.</param>
internal sealed class AwsServiceException(string code, string message, int statusCode = 400) : Exception(message)
{
    /// <summary>The service's error code.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status of the answer.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>More members of the error document, such as <c>resourceIds</c> of a ConflictException.</summary>
    public System.Text.Json.Nodes.JsonObject? Members { get; init; }

    /// <summary>The older code that services once spoken to in the query protocol (SQS) also send; null for others.</summary>
    public string? QueryCode { get; init; }
}
