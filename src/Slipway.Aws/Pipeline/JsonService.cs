namespace Slipway.Aws;

/// <summary>What tells one JSON-protocol service from another on the wire. Source: the service models that AWS publishes.</summary>
/// <param name="IamName">What IAM actions start with, and what people see: <c>ecs</c>.</param>
/// <param name="ServiceId">Drives <c>AWS_ENDPOINT_URL_…</c>: <c>CloudWatch Logs</c> gives <c>_CLOUDWATCH_LOGS</c>.</param>
/// <param name="EndpointPrefix">The first part of the host name.</param>
/// <param name="TargetPrefix">What stands before the operation in <c>X-Amz-Target</c>.</param>
/// <param name="ApiVersion">The version of the service's API.</param>
/// <param name="JsonVersion">The protocol: 1.0 or 1.1.</param>
internal sealed record JsonService(
    string IamName,
    string ServiceId,
    string EndpointPrefix,
    string TargetPrefix,
    string ApiVersion,
    string JsonVersion = "1.1")
{
    internal static JsonService Ecs { get; } = new("ecs", "ECS", "ecs", "AmazonEC2ContainerServiceV20141113", "2014-11-13");

    internal static JsonService Logs { get; } = new("logs", "CloudWatch Logs", "logs", "Logs_20140328", "2014-03-28");

    internal static JsonService Ecr { get; } = new("ecr", "ECR", "api.ecr", "AmazonEC2ContainerRegistry_V20150921", "2015-09-21");

    internal static JsonService Ssm { get; } = new("ssm", "SSM", "ssm", "AmazonSSM", "2014-11-06");

    internal static JsonService SecretsManager { get; } = new("secretsmanager", "Secrets Manager", "secretsmanager", "secretsmanager", "2017-10-17");

    internal static JsonService Sqs { get; } = new("sqs", "SQS", "sqs", "AmazonSQS", "2012-11-05", "1.0");
}
