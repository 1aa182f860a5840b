using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Quotas;
using Slipway.LocalEcs.Sts;

namespace Slipway.LocalEcs.Protocol;

/// <summary>Answers AWS requests: signature, service and operation, faults and quotas, then the operation itself.</summary>
internal sealed class AwsEndpoint
{
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true };

    private static readonly JsonDocumentOptions StrictDocument = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, IAwsService> _services;
    private readonly SigV4Verifier _verifier;
    private readonly CallerIdentity _identity;
    private readonly QuotaBuckets? _quotas;
    private readonly FaultInjector _faults;
    private readonly CallCounts _counts;

    public AwsEndpoint(
        IEnumerable<IAwsService> services,
        SigV4Verifier verifier,
        CallerIdentity identity,
        QuotaBuckets? quotas,
        FaultInjector faults,
        CallCounts counts)
    {
        _services = services.ToDictionary(service => service.TargetPrefix, StringComparer.Ordinal);
        _verifier = verifier;
        _identity = identity;
        _quotas = quotas;
        _faults = faults;
        _counts = counts;
    }

    /// <summary>Every operation that is answered, as <c>ecs:RunTask</c>.</summary>
    public IEnumerable<string> Operations =>
        _services.Values.SelectMany(service => service.Operations.Keys.Select(operation => $"{service.SigningName}:{operation}"))
            .Append($"{CallerIdentity.SigningName}:{CallerIdentity.Action}")
            .Order(StringComparer.Ordinal);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context, byte[] body)
    {
        if (CallerIdentity.Owns(context.Request))
        {
            await _identity.HandleAsync(context, body, _verifier);
            return;
        }

        IAwsService? service = null;
        var operation = "";
        try
        {
            var signedFor = _verifier.Verify(context.Request, body);
            (service, operation) = Resolve(context.Request, signedFor);
            await AnswerAsync(context, service, operation, body);
        }
        catch (AwsServiceException exception)
        {
            if (service is not null && operation.Length > 0)
            {
                _counts.Add(service.SigningName, operation, exception.Code is "ThrottlingException" ? CallEnd.Throttled : CallEnd.Refused);
            }

            await RefuseAsync(context, exception);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException) && !context.Response.HasStarted)
        {
            _counts.Add(service?.SigningName ?? "unknown", operation, CallEnd.Refused);
            await RefuseAsync(context, new AwsServiceException(
                service?.ServerErrorCode ?? "ServerException", $"LocalEcs failed: {exception.GetType().Name}: {exception.Message}", StatusCodes.Status500InternalServerError));
        }
    }

    /// <summary>Writes an error as the JSON protocol does.</summary>
    public static async Task RefuseAsync(HttpContext context, AwsServiceException exception)
    {
        var document = exception.Members?.DeepClone().AsObject() ?? [];
        document["__type"] = exception.Code;
        document["message"] = exception.Message;
        context.Response.Headers["x-amzn-ErrorType"] = exception.Code;
        if (exception.QueryCode is { } queryCode)
        {
            context.Response.Headers["x-amzn-query-error"] = $"{queryCode};{(exception.StatusCode < 500 ? "Sender" : "Receiver")}";
        }

        await WriteAsync(context, exception.StatusCode, document);
    }

    /// <summary>Writes a document in the content type the caller used.</summary>
    public static async Task WriteAsync(HttpContext context, int statusCode, JsonNode document)
    {
        var response = context.Response;
        response.StatusCode = statusCode;
        response.ContentType = context.Request.ContentType is { } type && type.StartsWith("application/x-amz-json-1.0", StringComparison.Ordinal)
            ? "application/x-amz-json-1.0"
            : "application/x-amz-json-1.1";
        response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            document.WriteTo(writer);
        }

        response.ContentLength = buffer.Length;
        await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }

    private (IAwsService Service, string Operation) Resolve(HttpRequest request, string signedFor)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        var dot = target.LastIndexOf('.');
        if (dot < 0 || !_services.TryGetValue(target[..dot], out var service))
        {
            // observed: what a JSON service answers to a target it does not know.
            throw new AwsServiceException("UnknownOperationException", $"LocalEcs has no service for the target '{target}'.");
        }

        if (!string.Equals(signedFor, service.SigningName, StringComparison.Ordinal))
        {
            throw new AwsServiceException(
                "InvalidSignatureException", $"Credential should be scoped to correct service: '{service.SigningName}'.");
        }

        return (service, target[(dot + 1)..]);
    }

    private async Task AnswerAsync(HttpContext context, IAwsService service, string operation, byte[] body)
    {
        if (!service.Operations.TryGetValue(operation, out var handler))
        {
            throw new AwsServiceException(
                "UnknownOperationException", $"LocalEcs does not answer {service.SigningName}:{operation}. It answers: {string.Join(", ", service.Operations.Keys.Order(StringComparer.Ordinal))}.");
        }

        _quotas?.Take(service.SigningName, operation);
        var before = _faults.OfCall(operation, FaultKind.Throttle, FaultKind.ServerError, FaultKind.AbortBefore);
        switch (before?.Kind)
        {
            case FaultKind.Throttle:
                throw QuotaBuckets.Exceeded();
            case FaultKind.ServerError:
                throw new AwsServiceException(service.ServerErrorCode, before.Message ?? "Service Unavailable. Please try again later.", StatusCodes.Status500InternalServerError);
            case FaultKind.AbortBefore:
                _counts.Add(service.SigningName, operation, CallEnd.Aborted);
                context.Abort();
                return;
        }

        var request = Parse(body);
        service.Shapes.Validate(operation, request);
        var answer = await handler(request, context.RequestAborted);
        if (_faults.OfCall(operation, FaultKind.AbortAfter) is not null)
        {
            _counts.Add(service.SigningName, operation, CallEnd.Aborted);
            context.Abort();
            return;
        }

        _counts.Add(service.SigningName, operation, CallEnd.Answered);
        await WriteAsync(context, StatusCodes.Status200OK, answer);
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body, documentOptions: StrictDocument) as JsonObject ?? throw new JsonException("The body is not an object.");
        }
        catch (JsonException exception)
        {
            throw new AwsServiceException("SerializationException", $"The body is not a JSON object: {exception.Message}");
        }
    }
}
