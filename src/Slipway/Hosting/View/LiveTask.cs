using Slipway.Core.Runs;

namespace Slipway.Hosting.View;

/// <summary>A task run that has not ended.</summary>
internal readonly record struct LiveTask(TaskNode Node, string Name, RunState State, DateTimeOffset CreatedAt);
