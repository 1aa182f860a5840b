using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Sts;

/// <summary>STS's GetCallerIdentity, by which clients learn the account. STS speaks the query protocol: form in, XML out.</summary>
internal sealed class CallerIdentity(string accountId, string accessKeyId, CallCounts counts)
{
    private const string Xmlns = "https://sts.amazonaws.com/doc/2011-06-15/";

    /// <summary>Whether a request is one in the query protocol.</summary>
    public static bool Owns(HttpRequest request) =>
        request.ContentType is { } type && type.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) && !request.Headers.ContainsKey("X-Amz-Target");

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context, byte[] body, SigV4Verifier verifier)
    {
        var action = "";
        try
        {
            verifier.Verify(context.Request, body);
            var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
            action = form.TryGetValue("Action", out var value) ? value.ToString() : "";
            if (action is not "GetCallerIdentity")
            {
                throw new AwsServiceException("InvalidAction", $"LocalEcs answers GetCallerIdentity of STS only, not '{action}'.");
            }

            counts.Add("sts", action, CallEnd.Answered);
            await WriteAsync(context, 200, $"""
                <GetCallerIdentityResponse xmlns="{Xmlns}"><GetCallerIdentityResult><Arn>arn:aws:iam::{accountId}:user/local</Arn><UserId>{accessKeyId}</UserId><Account>{accountId}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>{Guid.NewGuid()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>
                """);
        }
        catch (AwsServiceException exception)
        {
            counts.Add("sts", action.Length == 0 ? "(none)" : action, CallEnd.Refused);
            await WriteAsync(context, exception.StatusCode, $"""
                <ErrorResponse xmlns="{Xmlns}"><Error><Type>Sender</Type><Code>{SecurityElement.Escape(exception.Code)}</Code><Message>{SecurityElement.Escape(exception.Message)}</Message></Error><RequestId>{Guid.NewGuid()}</RequestId></ErrorResponse>
                """);
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string xml)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(xml, context.RequestAborted);
    }
}
