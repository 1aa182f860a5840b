namespace Slipway.Ecs.Budgets;

/// <summary>Operations that share one of AWS's token buckets, per account and region.</summary>
public enum QuotaGroup
{
    /// <summary>RegisterTaskDefinition and DeregisterTaskDefinition.</summary>
    DefinitionWrites,

    /// <summary>DeleteTaskDefinitions (at most 10 revisions per call).</summary>
    DefinitionDeletes,

    /// <summary>DescribeTaskDefinition, ListTaskDefinitions, ListTaskDefinitionFamilies.</summary>
    DefinitionReads,

    /// <summary>RunTask, StopTask.</summary>
    TaskActions,

    /// <summary>DescribeTasks, ListTasks.</summary>
    TaskReads,

    /// <summary>TagResource, UntagResource.</summary>
    Tagging,

    /// <summary>Calls of RunTask for Fargate, on top of <see cref="TaskActions"/>.</summary>
    FargateRunTask,

    /// <summary>ECS tasks launched on Fargate On-Demand.</summary>
    FargateOnDemandLaunches,

    /// <summary>ECS tasks launched on Fargate Spot.</summary>
    FargateSpotLaunches,

    /// <summary>GetLogEvents.</summary>
    LogEventReads,

    /// <summary>FilterLogEvents.</summary>
    LogEventSearches,

    /// <summary>DescribeLogGroups, DescribeLogStreams.</summary>
    LogDescribes,
}
