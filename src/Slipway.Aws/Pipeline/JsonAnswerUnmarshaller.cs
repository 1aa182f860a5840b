using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Slipway.Aws;

/// <summary>Reads answers and errors. The body is in memory already, see <see cref="BufferingHandler"/>.</summary>
internal sealed class JsonAnswerUnmarshaller<T>(JsonTypeInfo<T> type) : JsonResponseUnmarshaller
{
    private const string RequestIdHeader = "x-amzn-RequestId";
    private const string ErrorTypeHeader = "x-amzn-ErrorType";

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        // Operations without a result answer with {} or with nothing at all. A JsonException becomes the SDK's AmazonUnmarshallingException;
        // it names the place, and never what stands there, which may be a secret.
        using var body = AnswerBody.Read(input.Stream);
        var value = JsonSerializer.Deserialize(body.Utf8.IsEmpty ? "{}"u8 : body.Utf8.Span, type) ?? throw new JsonException("null is no answer.");
        return new JsonResponse<T> { Value = value };
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        using var body = AnswerBody.Read(input.Stream);
        return new JsonServiceException(
            AwsErrorBody.Parse(body.Utf8, input.ResponseData.GetHeaderValue(ErrorTypeHeader), statusCode),
            input.ResponseData.GetHeaderValue(RequestIdHeader),
            statusCode,
            innerException);
    }
}
