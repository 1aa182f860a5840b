using System.Globalization;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Ledger;

namespace Slipway.Benchmarks.Hosting;

/// <summary>Orders for simulated ECS tasks.</summary>
internal static class BenchOrders
{
    public const string LogGroup = "/slipway/bench";

    /// <summary>A definition of a family, as its release number decides.</summary>
    public static BoundDefinition Definition(string family, int release = 0)
    {
        var digest = $"sha256:{release.ToString("x64", CultureInfo.InvariantCulture)}";
        var json = $$$"""
            {"containerDefinitions":[{"essential":true,"image":"{{{BenchServer.Account}}}.dkr.ecr.{{{BenchServer.Region}}}.amazonaws.com/{{{family}}}@{{{digest}}}","logConfiguration":{"logDriver":"awslogs","options":{"awslogs-create-group":"true","awslogs-group":"{{{LogGroup}}}","awslogs-region":"{{{BenchServer.Region}}}","awslogs-stream-prefix":"bench","mode":"non-blocking"}},"name":"main"}],"cpu":"256","executionRoleArn":"arn:aws:iam::{{{BenchServer.Account}}}:role/bench","family":"{{{family}}}","memory":"512","networkMode":"awsvpc","requiresCompatibilities":["FARGATE"]}
            """;
        return new BoundDefinition
        {
            Family = family,
            Hash = new DefinitionHash($"1:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(json)))}"),
            CanonicalJson = json,
            MainContainer = "main",
            ImageVersion = $"{family}:1.0.{release}",
            ImageDigest = digest,
        };
    }

    /// <summary>An order of a launch that runs for a time and ends with an exit code.</summary>
    public static LaunchOrder Order(string id, BoundDefinition definition, double seconds, int exitCode = 0, int lines = 0) => new()
    {
        Id = LaunchId.Parse(id),
        Launch = new BoundLaunch(
            definition,
            new RunSettings
            {
                Cluster = BenchServer.Cluster,
                Command =
                [
                    "simulate", "--seconds", seconds.ToString("0.###", CultureInfo.InvariantCulture), "--exit", exitCode.ToString(CultureInfo.InvariantCulture),
                    "--lines", lines.ToString(CultureInfo.InvariantCulture),
                ],
                Subnets = ["subnet-00000000"],
                Logs = lines > 0 ? new LogDestination(LogGroup, "bench", BenchServer.Region) : null,
            }),
        Audit = new AuditContext("bench", "measuring"),
    };
}
