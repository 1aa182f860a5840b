namespace Slipway.Ecs.Definitions;

/// <summary>Where CloudWatch keeps the main container's output. The stream is <c>prefix/container/ecs-task-id</c>.</summary>
/// <param name="Group">The log group.</param>
/// <param name="StreamPrefix">The stream's prefix; required on Fargate.</param>
/// <param name="Region">The log group's region.</param>
public sealed record LogDestination(string Group, string StreamPrefix, string Region);
