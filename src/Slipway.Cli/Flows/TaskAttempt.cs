using Slipway.Core.Containers;
using Slipway.Core.Graphs;
using Slipway.Core.Launches;

namespace Slipway.Cli.Flows;

/// <summary>One attempt of a task run, with all values in their places.</summary>
/// <param name="Node">The task run.</param>
/// <param name="Number">The attempt, from 1.</param>
/// <param name="Launch">Its launch.</param>
/// <param name="Settings">What to launch.</param>
/// <param name="Timeout">How long it may run; null means without limit.</param>
/// <param name="WantsResult">Whether another task uses its result.</param>
internal sealed record TaskAttempt(TaskNode Node, int Number, LaunchId Launch, ContainerSettings Settings, TimeSpan? Timeout, bool WantsResult);
