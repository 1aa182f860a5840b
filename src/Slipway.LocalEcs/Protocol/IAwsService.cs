namespace Slipway.LocalEcs.Protocol;

/// <summary>One AWS service with a JSON protocol, answered on loopback.</summary>
internal interface IAwsService
{
    /// <summary>The prefix of <c>X-Amz-Target</c>, such as <c>AmazonEC2ContainerServiceV20141113</c>.</summary>
    string TargetPrefix { get; }

    /// <summary>The service's name in botocore and in signatures' credential scope, such as <c>ecs</c>.</summary>
    string SigningName { get; }

    /// <summary>The code by which the service says that it failed itself.</summary>
    string ServerErrorCode => "ServerException";

    /// <summary>The operations that this service answers. One that is absent is answered with the service's own error for that.</summary>
    IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <summary>The shapes of the requests; what does not fit them is refused before the operation sees it.</summary>
    ServiceShapes Shapes { get; }
}
