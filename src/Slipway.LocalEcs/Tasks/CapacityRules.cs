using System.Text.Json.Nodes;
using Slipway.LocalEcs.Clusters;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Tasks;

/// <summary>What RunTask refuses in launch types and capacity providers.</summary>
/// <remarks>documented, where nothing else is said: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html</remarks>
internal static class CapacityRules
{
    /// <summary>Checks capacity against the cluster.</summary>
    /// <returns>The capacity providers to use in the order of the ECS tasks; empty for launch type FARGATE.</returns>
    public static IReadOnlyList<JsonObject> Check(JsonObject request, Cluster cluster, JsonObject definition)
    {
        var strategy = request.Structures("capacityProviderStrategy").ToList();
        if (strategy.Count == 0 && request.Text("launchType") is null && cluster.Settings["defaultCapacityProviderStrategy"] is JsonArray byDefault)
        {
            strategy = [.. byDefault.Select(item => item!.AsObject())];
        }

        if (strategy.Count == 0 && request.Text("launchType") is not "FARGATE")
        {
            // observed: EC2 is the launch type when none is given, and LocalEcs has no container instances.
            throw EcsErrors.InvalidParameter("No Container Instances were found in your cluster.");
        }

        foreach (var item in strategy)
        {
            if (!cluster.CapacityProviders.Contains(item.Text("capacityProvider"), StringComparer.Ordinal))
            {
                // documented: a provider must be associated with the cluster; assumed: the words
                throw EcsErrors.InvalidParameter(
                    $"The specified capacity provider '{item.Text("capacityProvider")}' was not found: it is not associated with the cluster {cluster.Name}.");
            }

            // documented: API_CapacityProviderStrategyItem.
            if (item.Integer("weight") is < 0 or > 1000 || item.Integer("base") is < 0 or > 100000)
            {
                throw EcsErrors.InvalidParameter("A capacity provider's weight must be between 0 and 1000, its base between 0 and 100000.");
            }
        }

        // documented: of several one needs a weight; the weight of a single one decides nothing.
        if (strategy.Count(item => item.Integer("base") > 0) > 1 || (strategy.Count > 1 && strategy.All(item => (item.Integer("weight") ?? 0) == 0 && (item.Integer("base") ?? 0) == 0)))
        {
            throw EcsErrors.InvalidParameter("One capacity provider only may have a base, and of several at least one needs a weight greater than zero."); // documented; assumed: the words
        }

        // observed: the definition must require FARGATE to run there.
        if (!definition.Texts("compatibilities").Contains("FARGATE", StringComparer.Ordinal))
        {
            throw EcsErrors.InvalidParameter("Task definition does not support launch_type FARGATE.");
        }

        if (request.Structures("placementStrategy").Any() || request.Structures("placementConstraints").Any())
        {
            throw EcsErrors.InvalidParameter("Placement constraints and strategies are not supported with FARGATE launch type."); // assumed: the words
        }

        if (request.Text("platformVersion") is { } version && version is not ("LATEST" or "1.4.0" or "1.3.0" or "1.0.0"))
        {
            throw new AwsServiceException("PlatformUnknownException", "The specified platform does not exist."); // documented: the error
        }

        return strategy;
    }
}
