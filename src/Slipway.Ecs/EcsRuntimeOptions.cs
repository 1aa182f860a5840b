using Slipway.Aws;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Logs;
using Slipway.Ecs.Observing;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs;

/// <summary>What an <see cref="EcsRuntime"/> is made of: one environment's account and region, and where its ledger and launches are kept.</summary>
public sealed record EcsRuntimeOptions
{
    /// <summary>How to reach AWS, or LocalEcs.</summary>
    public required AwsClientOptions Aws { get; init; }

    /// <summary>The account and region.</summary>
    public required LedgerScope Scope { get; init; }

    /// <summary>The SQLite file that holds ledger and launches; null when a table does. One of the two must be given.</summary>
    public string? SqlitePath { get; init; }

    /// <summary>The DynamoDB table that holds ledger and launches, shared by all agents of the environment; null when a file does.</summary>
    public string? DynamoDbTable { get; init; }

    /// <summary>The ledger's id; null takes what the file or table holds, or a new one.</summary>
    public string? LedgerId { get; init; }

    /// <summary>The SQS queue that an EventBridge rule fills with "ECS Task State Change" events, for this process alone; null: the sweep does it all.</summary>
    public string? EventQueueUrl { get; init; }

    /// <summary>Whether it is LocalEcs on this machine: then nothing is gained by sparing it, and what is not set below is quicker.</summary>
    public bool IsLocal { get; init; }

    /// <summary>What the account was granted. Default: AWS's published rates.</summary>
    public QuotaRates Rates { get; init; } = QuotaRates.Published;

    /// <summary>How the ledger keeps its promises.</summary>
    public LedgerOptions Ledger { get; init; } = new();

    /// <summary>How revisions are registered.</summary>
    public RegistrarOptions Registration { get; init; } = new();

    /// <summary>How long launches wait for what; null means the defaults for AWS, or for LocalEcs.</summary>
    public LauncherOptions? Launching { get; init; }

    /// <summary>How closely ECS tasks are observed; null means the defaults for AWS, or for LocalEcs.</summary>
    public ObserverOptions? Observing { get; init; }

    /// <summary>How closely logs are followed; null means the defaults for AWS, or for LocalEcs.</summary>
    public LogOptions? Logs { get; init; }

    /// <summary>Whether this process may still act for a launch. Default: always.</summary>
    public ILaunchClaims Claims { get; init; } = ILaunchClaims.Always;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
