using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Slipway.Results;

namespace Slipway.Extensions.Aws.Objects;

/// <summary>Says what went wrong with a bucket, and what to do about it.</summary>
internal sealed class S3Failures(string bucket)
{
    /// <summary>Whether an exception of the SDK says that a call failed, and not that it was cancelled or the program is wrong.</summary>
    public static bool IsOne(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        // The client's own time-out looks like a cancellation.
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException or WebException => true,
        // How the SDK refuses a profile that it can't use, such as one of SSO without a login.
        InvalidOperationException => exception.Source == "AWSSDK.Core",
        _ => false,
    };

    public ResultStoreException OfWrite(string key, Exception cause) =>
        new("results.not-written", $"A result can't be written to s3://{bucket}/{key}: {Reason(cause, "s3:PutObject")}", cause);

    public ResultStoreException OfRead(string key, Exception cause) =>
        new("results.unreadable", $"A result can't be read from s3://{bucket}/{key}: {Reason(cause, "s3:GetObject and s3:ListBucket")}", cause);

    public ResultStoreException OfList(string prefix, Exception cause) =>
        new("results.unreadable", $"The results under s3://{bucket}/{prefix} can't be listed: {Reason(cause, "s3:ListBucket")}", cause);

    private string Reason(Exception cause, string action) => cause switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => $"there is no bucket {bucket}. Make it, or correct its name.",
        AmazonS3Exception { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" } or AmazonS3Exception { StatusCode: HttpStatusCode.MovedPermanently } =>
            $"the bucket {bucket} is in another region. Set AWS_REGION to it. ({cause.Message})",
        AmazonS3Exception { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "ExpiredToken" or "InvalidToken" } =>
            $"AWS does not accept the credentials. ({cause.Message}) Log in again, or give the ECS task a role.",
        AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden } =>
            $"access denied. ({cause.Message}) Give the task role {action} there, and the use of the KMS key where one encrypts it.",
        AmazonS3Exception { StatusCode: HttpStatusCode.PreconditionFailed } => "it was changed while it was read. Nothing else may write there.",
        AmazonS3Exception { ErrorCode: "SlowDown" or "ServiceUnavailable" or "InternalError" } => $"S3 is busy, also after several tries ({cause.Message}). Run it again.",
        AmazonServiceException { ErrorCode.Length: > 0 } service => $"{service.ErrorCode}: {service.Message}",
        AmazonClientException or InvalidOperationException => $"there are no credentials that can be used. ({cause.Message}) Log in, or give the ECS task a role.",
        OperationCanceledException or TimeoutException => "S3 does not answer in time. See to the network, then run it again.",
        _ => $"S3 can't be reached: {cause.GetBaseException().Message} See to the network and the address, then run it again.",
    };
}
