using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Tasks;

/// <summary>What RunTask refuses in the network configuration.</summary>
/// <remarks>documented, where nothing else is said: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html</remarks>
internal static class NetworkRules
{
    private const int MaxSubnets = 16;
    private const int MaxSecurityGroups = 5;

    /// <summary>Checks the network of an ECS task in mode awsvpc.</summary>
    public static void Check(JsonObject request, JsonObject definition)
    {
        var awsvpc = request.Structure("networkConfiguration")?.Structure("awsvpcConfiguration");
        if (definition.Text("networkMode") is not "awsvpc")
        {
            if (awsvpc is not null)
            {
                throw EcsErrors.InvalidParameter("Network Configuration is not valid for the given networkMode of this task definition."); // observed
            }

            return;
        }

        if (awsvpc is null)
        {
            throw EcsErrors.InvalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified."); // observed
        }

        // documented: API_AwsVpcConfiguration.
        var subnets = awsvpc.Texts("subnets");
        if (subnets.Count == 0)
        {
            throw EcsErrors.InvalidParameter("subnets can not be empty."); // observed
        }

        if (subnets.Count > MaxSubnets || awsvpc.Texts("securityGroups").Count > MaxSecurityGroups)
        {
            throw EcsErrors.InvalidParameter($"At most {MaxSubnets} subnets and {MaxSecurityGroups} security groups are allowed."); // documented; assumed: the words
        }

        if (awsvpc.Text("assignPublicIp") is not (null or "ENABLED" or "DISABLED"))
        {
            throw EcsErrors.InvalidParameter("assignPublicIp should be one of [ENABLED,DISABLED]."); // assumed: the words
        }

        if (subnets.FirstOrDefault(subnet => !subnet.StartsWith("subnet-", StringComparison.Ordinal)) is { } wrong)
        {
            // observed: the lookup in EC2 fails. LocalEcs knows no networks and believes every well-formed id.
            throw EcsErrors.InvalidParameter($"Error retrieving subnet information for [{wrong}]: The subnet ID '{wrong}' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
        }

        if (awsvpc.Texts("securityGroups").FirstOrDefault(group => !group.StartsWith("sg-", StringComparison.Ordinal)) is { } wrongGroup)
        {
            throw EcsErrors.InvalidParameter(
                $"Error retrieving security group information for [{wrongGroup}]: The security group '{wrongGroup}' does not exist (ErrorCode: InvalidGroup.NotFound)");
        }
    }
}
