using Slipway.Core.Launches;

namespace Slipway.Ecs.Outcomes;

/// <summary>
/// The texts that ECS and Fargate give for starts that failed, first match wins. Sources: "Stopped tasks error messages" and "Task failures" in
/// the Amazon ECS Developer Guide, and texts that users of Airflow, Dagster, Prefect and the ECS agent reported.
/// </summary>
internal static class StartFailures
{
    private static readonly StartFailure Unknown = new(
        FailureClass.Infrastructure, RetryAdvice.Infrastructure, "ECS could not start the ECS task", null);

    private static readonly Rule[] Rules =
    [
        // Room. A standing quota is no different for a launch: it goes away when other ECS tasks end.
        new(["limit on the number of"], [], FailureClass.Capacity, RetryAdvice.Infrastructure,
            "The account's quota of vCPUs or ECS tasks that run at once is used up",
            "Ask for more in Service Quotas (AWS Fargate, 'On-Demand vCPU resource count'; a new account has 6), or run fewer at once."),
        new(["capacity is unavailable", "insufficient capacity"], [], FailureClass.Capacity, RetryAdvice.Infrastructure,
            "AWS has no room for it at this time", "Add subnets in other availability zones, or another capacity choice such as FARGATE beside FARGATE_SPOT."),
        new(["is above your limit"], [], FailureClass.Capacity, RetryAdvice.Pointless,
            "The CPU or memory asked for is above the account's limit", "Ask for less, or for a higher quota in Service Quotas (AWS Fargate)."),
        new(["no container instances were found", "RESOURCE:", "unable to place a task"], [], FailureClass.Capacity, RetryAdvice.Infrastructure,
            "The cluster has no room for it", "Add container instances, or ask for less CPU and memory."),
        new(["MemberOf", "RunTask failed: ATTRIBUTE"], [], FailureClass.Capacity, RetryAdvice.Pointless,
            "No container instance has what the definition requires", "Check the definition's CPU architecture and the cluster's instances."),

        // The network around the ECS task.
        new(["insufficient free addresses", "InsufficientFreeAddressesInSubnet", "not enough free addresses"], [],
            FailureClass.Network, RetryAdvice.Infrastructure, "The subnet has no free addresses", "Add larger subnets, or more of them."),
        new(["TagPolicyViolation"], [], FailureClass.Network, RetryAdvice.Pointless,
            "A tag policy of the organization forbids the network interface", "Give the ECS task the tags that the policy asks for ('tags' in the settings)."),
        new(["network interface provisioning", "failed to configure ENI", "failed to setup regular eni", "Unexpected EC2 error"], [],
            FailureClass.Network, RetryAdvice.Infrastructure, "The network interface was not ready in time", null),

        // The image.
        new(["CannotPull"], ["no space left on device"], FailureClass.ImagePull, RetryAdvice.Pointless,
            "The image does not fit into the ECS task's storage", "Ask for more ephemeral storage (--ephemeral-storage, 21 to 200 GiB)."),
        new(["CannotPull"], ["descriptor matching platform", "no matching manifest", "exec format"], FailureClass.ImagePull, RetryAdvice.Pointless,
            "The image was not built for the definition's CPU architecture", "Build it for this architecture, or set 'architecture' to the image's."),
        new(["CannotPull"], ["toomanyrequests", "429 Too Many", "pull rate limit"], FailureClass.ImagePull, RetryAdvice.Infrastructure,
            "The registry limits pulls", "Keep a copy in ECR (pull-through cache), or log in to the registry with repositoryCredentials."),
        new(["CannotPull"], ["i/o timeout", "EOF", "dial tcp", "connection reset", "connection refused", "TLS handshake", "deadline exceeded", "request canceled", "Client.Timeout", "no such host", "503 ", "502 ", "500 "],
            FailureClass.ImagePull, RetryAdvice.Infrastructure,
            "The registry was not reached", "When it keeps failing: a private subnet needs a NAT gateway, or VPC endpoints for ECR (api, dkr) and S3."),
        new(["CannotPull"], ["not found", "manifest unknown", "name unknown", "does not exist"], FailureClass.ImagePull, RetryAdvice.Pointless,
            "The registry does not have the image", "Check the name and the version (slipway images versions REPO), and the lifecycle rules of the repository."),
        new(["CannotPull"], ["403 Forbidden", "401 Unauthorized", "status: 403", "status: 401", "denied", "not authorized", "unauthorized", "no basic auth"], FailureClass.ImagePull, RetryAdvice.Pointless,
            "The registry does not let the execution role read the image",
            "Allow ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer to it; an image of another account needs its repository policy as well."),
        new(["CannotPull"], [], FailureClass.ImagePull, RetryAdvice.Infrastructure, "The image could not be pulled", null),

        // The container itself, before the wider texts that ECS puts around it.
        new(["OCI runtime", "runc", "exec:"], ["not a directory"], FailureClass.UserCode, RetryAdvice.Pointless,
            "A volume is mounted onto a file", "Mount it onto a directory."),
        new(["OCI runtime", "runc", "exec:", "CannotStartContainer", "CannotCreateContainer"],
            ["executable file not found", "no such file or directory", "permission denied", "exec format error"],
            FailureClass.UserCode, RetryAdvice.Pointless,
            "The command cannot be run in this image", "Check the command, the entry point, the working directory and the CPU architecture against what the image holds."),

        // What Fargate prepares before a container starts.
        new(["ResourceInitializationError"], ["i/o timeout", "deadline exceeded", "connection issue", "RequestCanceled", "request canceled", "dial tcp", "no such host", "connection reset", "signal: killed"],
            FailureClass.Network, RetryAdvice.Infrastructure,
            "AWS's own services were not reached from the subnet",
            "When it keeps failing: a private subnet needs a NAT gateway, or VPC endpoints for ECR, S3, CloudWatch Logs and Secrets Manager."),
        new(["ResourceInitializationError"], ["log group does not exist", "logger args", "Cloudwatch log stream"], FailureClass.Infrastructure, RetryAdvice.Pointless,
            "The log group could not be written to", "Create the log group, and allow logs:CreateLogStream and logs:PutLogEvents to the execution role."),
        new(["ResourceInitializationError"], ["AccessDenied", "not authorized", "can't find the specified secret", "ResourceNotFound", "ParameterNotFound", "invalid ssm parameters", "did not contain json key"],
            FailureClass.Infrastructure, RetryAdvice.Pointless,
            "A secret or the registry's password could not be read",
            "Check that the secret exists, and that the execution role may read it (secretsmanager:GetSecretValue or ssm:GetParameters, and kms:Decrypt)."),
        new(["ResourceInitializationError"], ["EFS", "volume"], FailureClass.Infrastructure, RetryAdvice.Infrastructure,
            "A volume could not be mounted", "Check the file system's mount targets, and that its security group lets the ECS task in (NFS, port 2049)."),
        new(["ResourceInitializationError"], [], FailureClass.Infrastructure, RetryAdvice.Infrastructure, "Fargate could not prepare the ECS task", null),
        new(["EphemeralStorage provisioning"], [], FailureClass.Infrastructure, RetryAdvice.Infrastructure, "Its storage was not ready in time", null),
        new(["CannotCreateVolume"], [], FailureClass.Infrastructure, RetryAdvice.Pointless, "A volume could not be made", "Check the volumes of the definition."),

        // What is left.
        new(["OutOfMemory"], [], FailureClass.OutOfMemory, RetryAdvice.Author, "A container was killed for want of memory before it was running", "Ask for more memory."),
        new(["health check"], [], FailureClass.UserCode, RetryAdvice.Author, "The container's health check failed", "Look at the logs, or give it a longer startPeriod."),
        new(["CannotStartContainer", "CannotCreateContainer", "ContainerRuntime", "DockerTimeout", "CannotInspectContainer", "InternalError", "TaskFailedToStart"], [],
            FailureClass.Infrastructure, RetryAdvice.Infrastructure, "The container could not be started", null),
    ];

    /// <summary>Understands one or more texts that ECS gave, the most telling one first.</summary>
    internal static StartFailure Of(IEnumerable<string?> texts)
    {
        var known = texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!).ToList();
        foreach (var rule in Rules)
        {
            if (known.Exists(rule.Matches))
                return rule.Failure;
        }

        return Unknown;
    }

    /// <summary>Matches a text that holds one of <paramref name="prefixes"/> and, when there are any, one of <paramref name="details"/>.</summary>
    private sealed class Rule(string[] prefixes, string[] details, FailureClass failure, RetryAdvice retry, string meaning, string? nextStep)
    {
        internal StartFailure Failure { get; } = new(failure, retry, meaning, nextStep);

        internal bool Matches(string text) => Any(prefixes, text) && (details.Length == 0 || Any(details, text));

        private static bool Any(string[] parts, string text) => Array.Exists(parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase));
    }
}
