using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>What Fargate refuses on top.</summary>
/// <remarks>documented, where nothing else is said: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html</remarks>
internal static partial class FargateRules
{
    /// <summary>The longest stop time-out, in seconds. documented: API_ContainerDefinition, stopTimeout.</summary>
    public const int MaxStopTimeout = 120;

    /// <summary>Checks the network mode and size of a definition that requires FARGATE.</summary>
    public static void CheckSize(JsonObject request, int? cpu, int? memory)
    {
        if (request.Text("networkMode") is not "awsvpc")
        {
            throw EcsErrors.Client("Fargate only supports network mode 'awsvpc'."); // observed
        }

        if (cpu is null)
        {
            throw EcsErrors.Client("Fargate requires that 'cpu' be defined at the task level."); // observed
        }

        if (memory is null)
        {
            throw EcsErrors.Client("Fargate requires that 'memory' be defined at the task level."); // observed
        }

        if (!FargateSizes.Offers(cpu.Value, memory.Value))
        {
            // observed
            throw EcsErrors.Client(
                $"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory. See the Amazon ECS documentation for the valid values.");
        }

    }

    /// <summary>Checks all else of a definition that requires FARGATE.</summary>
    public static void Check(JsonObject request, List<JsonObject> containers)
    {
        if (request.Structures("placementConstraints").Any())
        {
            throw EcsErrors.Client("Fargate compatible task definitions do not support placement constraints."); // assumed: the words
        }

        if (request.Text("ipcMode") is not null || request.Text("pidMode") is "host")
        {
            throw EcsErrors.Client("Fargate compatible task definitions do not support ipcMode, nor pidMode 'host'."); // assumed: the words
        }

        foreach (var volume in request.Structures("volumes"))
        {
            if (volume.Structure("host")?.Text("sourcePath") is not null || volume.Structure("dockerVolumeConfiguration") is not null)
            {
                throw EcsErrors.Client($"Fargate compatible task definitions do not support host source paths and Docker volumes: '{volume.Text("name")}'."); // assumed: the words
            }
        }

        foreach (var container in containers)
        {
            CheckContainer(request, container);
        }
    }

    private static void CheckContainer(JsonObject request, JsonObject container)
    {
        var name = container.Text("name");
        foreach (var member in (string[])["privileged", "disableNetworking"])
        {
            if (container.Flag(member))
            {
                throw NotOnFargate(name, member);
            }
        }

        if (container.Texts("dockerSecurityOptions").Count > 0)
        {
            throw NotOnFargate(name, "dockerSecurityOptions");
        }

        foreach (var member in (string[])["startTimeout", "stopTimeout"])
        {
            if (container.Integer(member) is { } seconds && seconds is < 2 or > MaxStopTimeout)
            {
                throw EcsErrors.Client($"Invalid setting for container '{name}'. On Fargate '{member}' must be between 2 and {MaxStopTimeout} seconds."); // documented: 120 at most
            }
        }

        if (container.Structures("ulimits").FirstOrDefault(u => u.Text("name") is not "nofile") is { } ulimit)
        {
            throw NotOnFargate(name, $"ulimit {ulimit.Text("name")}");
        }

        if (container.Structures("resourceRequirements").Any(r => r.Text("type") is "GPU"))
        {
            throw NotOnFargate(name, "GPU");
        }

        CheckLinux(container, name);
        CheckRole(request, container, name);
    }

    private static void CheckLinux(JsonObject container, string? name)
    {
        // documented: API_LinuxParameters and API_KernelCapabilities.
        if (container.Structure("linuxParameters") is not { } linux)
        {
            return;
        }

        foreach (var member in (string[])["devices", "sharedMemorySize", "tmpfs", "maxSwap", "swappiness"])
        {
            if (linux[member] is not (null or JsonArray { Count: 0 }))
            {
                throw NotOnFargate(name, $"linuxParameters.{member}");
            }
        }

        if (linux.Structure("capabilities")?.Texts("add").FirstOrDefault(c => c is not "SYS_PTRACE") is { } capability)
        {
            throw NotOnFargate(name, $"the capability {capability}");
        }
    }

    private static void CheckRole(JsonObject request, JsonObject container, string? name)
    {
        var driver = container.Structure("logConfiguration")?.Text("logDriver");
        if (driver is not (null or "awslogs" or "splunk" or "awsfirelens"))
        {
            throw NotOnFargate(name, $"the log driver {driver}"); // documented: API_LogConfiguration
        }

        if (driver is "awslogs" && container.Structure("logConfiguration")?.Structure("options")?["awslogs-stream-prefix"] is null)
        {
            throw EcsErrors.Client("Log driver awslogs requires option 'awslogs-stream-prefix' on Fargate."); // documented (awslogs on Fargate); assumed: the words
        }

        if (request.Text("executionRoleArn") is not null)
        {
            return;
        }

        if (driver is "awslogs")
        {
            throw EcsErrors.Client("Fargate requires task definition to have execution role ARN to support log driver awslogs."); // observed
        }

        if (EcrImage().IsMatch(container.Text("image")!))
        {
            throw EcsErrors.Client("Fargate requires task definition to have execution role ARN to support ECR images."); // observed
        }

        if (container.Structure("repositoryCredentials") is not null)
        {
            throw EcsErrors.Client("Fargate requires task definition to have execution role ARN to support private registry authentication."); // assumed: the words
        }
    }

    private static AwsServiceException NotOnFargate(string? container, string what) =>
        EcsErrors.Client($"Invalid setting for container '{container}'. Fargate does not support {what}."); // assumed: the words

    [GeneratedRegex(@"^\d{12}\.dkr\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/")]
    private static partial Regex EcrImage();
}
