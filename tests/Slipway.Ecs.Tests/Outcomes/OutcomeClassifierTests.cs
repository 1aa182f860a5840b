using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Tests.Outcomes;

public sealed class OutcomeClassifierTests
{
    private static readonly LaunchShape Shape = new("main", ["main"], null);
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Texts as people met them. Sources: dagster-aws's list of transient stop reasons; apache/airflow issues 52943, 48001 and 15000; aws/amazon-ecs-agent issue 4825;
    /// "Stopped tasks error messages" and "TaskFailedToStart" of the Amazon ECS Developer Guide; configuration files and write-ups in public repositories.
    /// </summary>
    public static TheoryData<string, FailureClass, RetryAdvice> FailedStarts => new()
    {
        { "Timeout waiting for network interface provisioning to complete.", FailureClass.Network, RetryAdvice.Infrastructure },
        { "Timeout waiting for EphemeralStorage provisioning to complete.", FailureClass.Infrastructure, RetryAdvice.Infrastructure },
        { "Capacity is unavailable at this time. Please try again later or in a different availability zone", FailureClass.Capacity, RetryAdvice.Infrastructure },
        { "You’ve reached the limit on the number of vCPUs you can run concurrently", FailureClass.Capacity, RetryAdvice.Infrastructure },
        { "The requested CPU configuration is above your limit.", FailureClass.Capacity, RetryAdvice.Pointless },
        { "RESOURCE:ENI", FailureClass.Capacity, RetryAdvice.Infrastructure },
        { "ResourceInitializationError: failed to configure ENI: failed to setup regular eni: netplugin failed with no error message", FailureClass.Network, RetryAdvice.Infrastructure },
        { "Unexpected EC2 error while attempting to attach network interface to instance", FailureClass.Network, RetryAdvice.Infrastructure },
        { "Unexpected EC2 error while attempting to Create Network Interface in subnet '': InsufficientFreeAddressesInSubnet", FailureClass.Network, RetryAdvice.Infrastructure },
        { "Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation", FailureClass.Network, RetryAdvice.Pointless },
        { "CannotPullContainerError: inspect image has been retried 5 time(s): failed to resolve ref \"docker.io/library/nginx:latest\": failed to do request: Head https://registry-1.docker.io/v2/library/nginx/manifests/latest: dial tcp 52.72.252.48:443: i/o timeout", FailureClass.ImagePull, RetryAdvice.Infrastructure },
        { "CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref \"262429377270.dkr.ecr.ap-northeast-2.amazonaws.com/keyword-dev:latest\": 262429377270.dkr.ecr.ap-northeast-2.amazonaws.com/keyword-dev:latest: not found", FailureClass.ImagePull, RetryAdvice.Pointless },
        { "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/python/manifests/sha256:40311: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.", FailureClass.ImagePull, RetryAdvice.Infrastructure },
        { "CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'.", FailureClass.ImagePull, RetryAdvice.Pointless },
        { "CannotPullContainerError: failed to extract layer sha256:4030: write /var/lib/containerd/tmp: no space left on device: unknown", FailureClass.ImagePull, RetryAdvice.Pointless },
        { "CannotPullContainerError: failed to resolve reference: pulling from host 111122223333.dkr.ecr.us-east-1.amazonaws.com failed with status code [manifests 1.0.9]: 403 Forbidden", FailureClass.ImagePull, RetryAdvice.Pointless },
        { "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: unexpected EOF", FailureClass.ImagePull, RetryAdvice.Infrastructure },
        { "CannotPullContainerError: something nobody has seen", FailureClass.ImagePull, RetryAdvice.Infrastructure },
        { "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: api error AccessDeniedException: User: arn:aws:sts::127679825789:assumed-role/ecsTaskExecutionRole/1 is not authorized to perform: secretsmanager:GetSecretValue", FailureClass.Infrastructure, RetryAdvice.Pointless },
        { "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post \"https://api.ecr.eu-central-1.amazonaws.com/\": dial tcp 52.94.1.2:443: i/o timeout", FailureClass.Network, RetryAdvice.Infrastructure },
        { "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1", FailureClass.Infrastructure, RetryAdvice.Pointless },
        { "ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed", FailureClass.Network, RetryAdvice.Infrastructure },
        { "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve \"fs-0123.efs.eu-central-1.amazonaws.com\"", FailureClass.Infrastructure, RetryAdvice.Infrastructure },
        { "CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"dbtt\": executable file not found in $PATH: unknown", FailureClass.UserCode, RetryAdvice.Pointless },
        { "CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting \"/var/lib/volumes/1/api\" to rootfs at \"/MyApp/Appsettings.json\": not a directory", FailureClass.UserCode, RetryAdvice.Pointless },
        { "ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m: context", FailureClass.Infrastructure, RetryAdvice.Infrastructure },
        { "Task failed to start", FailureClass.Infrastructure, RetryAdvice.Infrastructure },
    };

    [Theory]
    [MemberData(nameof(FailedStarts))]
    public void A_failed_start_is_never_a_success_and_says_why(string text, FailureClass failure, RetryAdvice retry)
    {
        foreach (var inContainer in new[] { false, true })
        {
            var task = Stopped("TaskFailedToStart", inContainer ? "Task failed to start" : text, exitCode: null, containerReason: inContainer ? text : null) with { StartedAt = null };
            var verdict = OutcomeClassifier.Classify(task, Shape, null);
            Assert.Equal((LaunchOutcome.NeverStarted, failure, retry), (verdict.Outcome, verdict.Failure, verdict.Retry));
            Assert.Null(verdict.ExitCode);
            Assert.Contains(text, verdict.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, LaunchOutcome.Succeeded, null)]
    [InlineData(1, LaunchOutcome.Failed, "exit code 1.")]
    [InlineData(127, LaunchOutcome.Failed, "not found in the image")]
    [InlineData(137, LaunchOutcome.Failed, "SIGKILL")]
    [InlineData(139, LaunchOutcome.Failed, "SIGSEGV")]
    [InlineData(143, LaunchOutcome.Failed, "SIGTERM")]
    public void An_exit_code_of_the_main_container_decides(int code, LaunchOutcome outcome, string? words)
    {
        var verdict = OutcomeClassifier.Classify(Stopped("EssentialContainerExited", "Essential container in task exited", code), Shape, null);
        Assert.Equal((outcome, code), (verdict.Outcome, verdict.ExitCode));
        if (words is null)
            Assert.Null(verdict.Reason);
        else
            Assert.Contains(words, verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(outcome == LaunchOutcome.Succeeded ? null : FailureClass.UserCode, verdict.Failure);
    }

    [Fact]
    public void Out_of_memory_names_the_limit()
    {
        var task = Stopped("EssentialContainerExited", "Essential container in task exited", 137, "OutOfMemoryError: Container killed due to memory usage") with { Memory = "512" };
        var verdict = OutcomeClassifier.Classify(task, Shape, null);
        Assert.Equal((LaunchOutcome.Failed, FailureClass.OutOfMemory, 137, RetryAdvice.Author), (verdict.Outcome, verdict.Failure, verdict.ExitCode, verdict.Retry));
        Assert.Contains("512 MiB", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SpotInterruption", "Your Spot Task was interrupted.")]
    [InlineData("TerminationNotice", "Your Spot Task was interrupted.")]
    public void A_spot_interruption_is_the_infrastructures(string code, string text)
    {
        var verdict = OutcomeClassifier.Classify(Stopped(code, text, 143), Shape, null);
        Assert.Equal((LaunchOutcome.Failed, FailureClass.Spot, RetryAdvice.Infrastructure), (verdict.Outcome, verdict.Failure, verdict.Retry));
        Assert.Equal(LaunchOutcome.NeverStarted, OutcomeClassifier.Classify(Stopped(code, text, null) with { StartedAt = null }, Shape, null).Outcome);
    }

    [Theory]
    [InlineData("TerminationNotice", "ECS is performing maintenance on the underlying infrastructure hosting the task.")]
    [InlineData(null, "Host EC2 (instance i-0123) terminated.")]
    [InlineData("EssentialContainerExited", "Essential container in task exited")]
    public void An_end_without_an_exit_code_is_the_infrastructures_and_no_success(string? code, string text)
    {
        var verdict = OutcomeClassifier.Classify(Stopped(code, text, null), Shape, null);
        Assert.Equal((LaunchOutcome.Failed, FailureClass.Infrastructure, RetryAdvice.Infrastructure), (verdict.Outcome, verdict.Failure, verdict.Retry));
    }

    [Fact]
    public void Our_stop_is_told_from_a_time_out_and_from_somebody_elses()
    {
        var asked = Stopped("UserInitiated", StopReasons.Text(StopKind.Requested, "wrong day"), 0);
        Assert.Equal(LaunchOutcome.Cancelled, OutcomeClassifier.Classify(asked, Shape, StopKind.Requested).Outcome);
        Assert.Contains("wrong day", OutcomeClassifier.Classify(asked, Shape, null).Reason, StringComparison.Ordinal);

        var late = Stopped("UserInitiated", StopReasons.Text(StopKind.TimedOut, "it took two hours"), 143);
        Assert.Equal((LaunchOutcome.TimedOut, FailureClass.Timeout), Two(OutcomeClassifier.Classify(late, Shape, null)));

        var other = OutcomeClassifier.Classify(Stopped("UserInitiated", "Task stopped by user", 143), Shape, null);
        Assert.Equal((LaunchOutcome.Cancelled, FailureClass.Cancelled), Two(other));
        Assert.Contains("Somebody else", other.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exit_wins_over_a_stop_that_came_too_late()
    {
        var verdict = OutcomeClassifier.Classify(Stopped("EssentialContainerExited", "Essential container in task exited", 0), Shape, StopKind.Requested);
        Assert.Equal(LaunchOutcome.Succeeded, verdict.Outcome);
    }

    [Theory]
    [InlineData(0, 143, LaunchOutcome.Succeeded)]
    [InlineData(0, 137, LaunchOutcome.Succeeded)]
    [InlineData(0, 0, LaunchOutcome.Succeeded)]
    [InlineData(143, 1, LaunchOutcome.Failed)]
    [InlineData(0, 2, LaunchOutcome.Failed)]
    [InlineData(143, 143, LaunchOutcome.Failed)]
    public void Essential_containers_count_and_what_ecs_ended_itself_does_not(int main, int sidecar, LaunchOutcome outcome)
    {
        var task = Stopped("EssentialContainerExited", "Essential container in task exited", main);
        task = task with { Containers = [.. task.Containers, new EcsContainer { Name = "proxy", ExitCode = sidecar }, new EcsContainer { Name = "init", ExitCode = 9 }] };
        var verdict = OutcomeClassifier.Classify(task, Shape with { EssentialContainers = ["main", "proxy"] }, null);
        Assert.Equal((outcome, main), (verdict.Outcome, verdict.ExitCode));
        if (sidecar is 1 or 2)
            Assert.Contains("'proxy'", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_stopped_has_an_outcome() =>
        Assert.Throws<ArgumentException>(() => OutcomeClassifier.Classify(Stopped(null, "", 0) with { LastStatus = "RUNNING" }, Shape, null));

    [Fact]
    public void A_shape_is_read_from_our_definition_and_from_ecs()
    {
        var order = Launching.LaunchWorld.Order();
        var ours = LaunchShape.Of(order.Launch with
        {
            Definition = order.Launch.Definition with
            {
                CanonicalJson = """{"containerDefinitions":[{"name":"main"},{"essential":false,"name":"init"},{"essential":true,"name":"proxy"}],"family":"f"}""",
            },
        });
        Assert.Equal(["main", "proxy"], ours.EssentialContainers);

        var definition = new TaskDefinition
        {
            TaskDefinitionArn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/f:1",
            ContainerDefinitions =
            [
                new ContainerDefinition { Name = "proxy", Essential = true },
                new ContainerDefinition
                {
                    Name = "main",
                    Essential = true,
                    LogConfiguration = new LogConfiguration
                    {
                        LogDriver = "awslogs",
                        Options = new Dictionary<string, string> { ["awslogs-group"] = "/g", ["awslogs-stream-prefix"] = "p", ["awslogs-region"] = "r" },
                    },
                },
            ],
        };
        var theirs = LaunchShape.Of(definition, new EcsTask { TaskArn = "t", Overrides = new TaskOverride { ContainerOverrides = [new ContainerOverride { Name = "main", Command = ["x"] }] } });
        Assert.Equal(("main", "/g"), (theirs.MainContainer, theirs.Logs?.Group));
        Assert.Equal("proxy", LaunchShape.Of(definition, new EcsTask { TaskArn = "t" }).MainContainer);
    }

    private static (LaunchOutcome Outcome, FailureClass? Failure) Two(LaunchVerdict verdict) => (verdict.Outcome, verdict.Failure);

    private static EcsTask Stopped(string? code, string reason, int? exitCode, string? containerReason = null) => new()
    {
        TaskArn = "arn:aws:ecs:eu-central-1:123456789012:task/data/1",
        LastStatus = "STOPPED",
        StopCode = code,
        StoppedReason = reason,
        StartedAt = Now,
        StoppedAt = Now.AddMinutes(1),
        Containers = [new EcsContainer { Name = "main", LastStatus = "STOPPED", ExitCode = exitCode, Reason = containerReason }],
    };
}
