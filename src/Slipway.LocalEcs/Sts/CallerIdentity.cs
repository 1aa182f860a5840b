using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Sts;

/// <summary>STS's GetCallerIdentity, by which clients learn the account. STS speaks the query protocol: form in, XML out.</summary>
internal sealed class CallerIdentity(string accountId, string accessKeyId, FaultInjector faults, CallCounts counts)
{
    /// <summary>The service's name in signatures.</summary>
    public const string SigningName = "sts";

    /// <summary>The one operation.</summary>
    public const string Action = "GetCallerIdentity";

    private const string Xmlns = "https://sts.amazonaws.com/doc/2011-06-15/";

    // documented: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html; the query protocol has its own codes for what the JSON services say as well.
    private static readonly Dictionary<string, (string Code, int Status)> SignatureCodes = new(StringComparer.Ordinal)
    {
        ["MissingAuthenticationTokenException"] = ("MissingAuthenticationToken", StatusCodes.Status403Forbidden),
        ["UnrecognizedClientException"] = ("InvalidClientTokenId", StatusCodes.Status403Forbidden),
        ["InvalidSignatureException"] = ("SignatureDoesNotMatch", StatusCodes.Status403Forbidden),
        ["IncompleteSignatureException"] = ("IncompleteSignature", StatusCodes.Status400BadRequest),
    };

    /// <summary>Whether a request is one in the query protocol.</summary>
    public static bool Owns(HttpRequest request) =>
        request.ContentType is { } type && type.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) && !request.Headers.ContainsKey("X-Amz-Target");

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context, byte[] body, SigV4Verifier verifier)
    {
        var action = "";
        try
        {
            Verify(context.Request, body, verifier);
            var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
            action = form.TryGetValue(nameof(Action), out var value) ? value.ToString() : "";
            if (action is not Action)
            {
                throw new AwsServiceException("InvalidAction", $"LocalEcs answers {Action} of STS only, not '{action}'.");
            }

            if (IsLost())
            {
                counts.Add(SigningName, action, CallEnd.Aborted);
                context.Abort();
                return;
            }

            counts.Add(SigningName, action, CallEnd.Answered);
            await WriteAsync(context, StatusCodes.Status200OK, $"""
                <GetCallerIdentityResponse xmlns="{Xmlns}"><GetCallerIdentityResult><Arn>arn:aws:iam::{accountId}:user/local</Arn><UserId>{accessKeyId}</UserId><Account>{accountId}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>{Guid.NewGuid()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>
                """);
        }
        catch (AwsServiceException exception)
        {
            counts.Add(SigningName, action.Length == 0 ? "(none)" : action, exception.Code is "Throttling" ? CallEnd.Throttled : CallEnd.Refused);
            await WriteAsync(context, exception.StatusCode, $"""
                <ErrorResponse xmlns="{Xmlns}"><Error><Type>{(exception.StatusCode < 500 ? "Sender" : "Receiver")}</Type><Code>{SecurityElement.Escape(exception.Code)}</Code><Message>{SecurityElement.Escape(exception.Message)}</Message></Error><RequestId>{Guid.NewGuid()}</RequestId></ErrorResponse>
                """);
        }
    }

    private static void Verify(HttpRequest request, byte[] body, SigV4Verifier verifier)
    {
        try
        {
            var signedFor = verifier.Verify(request, body);
            if (signedFor is not SigningName)
            {
                throw new AwsServiceException("InvalidSignatureException", $"Credential should be scoped to correct service: '{SigningName}'.");
            }
        }
        catch (AwsServiceException exception) when (SignatureCodes.TryGetValue(exception.Code, out var known))
        {
            throw new AwsServiceException(known.Code, exception.Message, known.Status);
        }
    }

    // The call changes nothing, so it is all the same whether its answer is lost before or after.
    private bool IsLost() => faults.OfCall(Action, FaultKind.Throttle, FaultKind.ServerError, FaultKind.AbortBefore, FaultKind.AbortAfter) switch
    {
        { Kind: FaultKind.Throttle } => throw new AwsServiceException("Throttling", "Rate exceeded"),
        { Kind: FaultKind.ServerError } fault =>
            throw new AwsServiceException("InternalFailure", fault.Message ?? "Service Unavailable. Please try again later.", StatusCodes.Status500InternalServerError),
        var fault => fault is not null,
    };

    private static async Task WriteAsync(HttpContext context, int status, string xml)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(xml, context.RequestAborted);
    }
}
