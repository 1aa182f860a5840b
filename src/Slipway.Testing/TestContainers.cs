using System.Text.Json;
using Slipway.ContainerTasks;
using Slipway.Core.Images;
using Slipway.Core.Launches;
using Slipway.Running;

namespace Slipway.Testing;

/// <summary>
/// Containers that a test plays: nothing is started. For plain methods: <c>using var _ = Containers.Use(new TestContainers().Returns("job", _ => new { rows = 3 }));</c>
/// </summary>
public sealed class TestContainers : IContainerRunner
{
    private readonly Lock _gate = new();
    private readonly List<(string Image, Func<ContainerLaunch, ContainerEnd> Play)> _plays = [];
    private readonly List<ContainerLaunch> _launches = [];

    /// <summary>What was asked for, in order: image, command, environment.</summary>
    public IReadOnlyList<ContainerLaunch> Launches
    {
        get
        {
            lock (_gate)
                return [.. _launches];
        }
    }

    /// <summary>What containers of an image write into their result file.</summary>
    /// <param name="image">The image, with its version or without.</param>
    /// <param name="result">Makes the result from what was asked for; it is written as JSON.</param>
    public TestContainers Returns(string image, Func<ContainerLaunch, object?> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Ends(image, launch => new ContainerEnd { ExitCode = 0, Result = JsonSerializer.SerializeToElement(result(launch), FlowJson.Default) });
    }

    /// <summary>Makes containers of an image end with an exit code.</summary>
    /// <param name="image">The image, with its version or without.</param>
    /// <param name="exitCode">The exit code.</param>
    public TestContainers Exits(string image, int exitCode) => Ends(
        image,
        _ => exitCode == 0
            ? new ContainerEnd { ExitCode = 0 }
            : new ContainerEnd { ExitCode = exitCode, Failure = FailureClass.UserCode, Reason = $"It ended with exit code {exitCode}." });

    /// <summary>How containers of an image end. The last word on an image counts.</summary>
    /// <param name="image">The image, with its version or without.</param>
    /// <param name="end">Makes the end from what was asked for.</param>
    public TestContainers Ends(string image, Func<ContainerLaunch, ContainerEnd> end)
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        ArgumentNullException.ThrowIfNull(end);
        lock (_gate)
            _plays.Insert(0, (image, end));
        return this;
    }

    /// <inheritdoc/>
    public Task<ContainerEnd> RunAsync(ContainerLaunch launch, IContainerListener listener, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(launch);
        cancellationToken.ThrowIfCancellationRequested();
        Func<ContainerLaunch, ContainerEnd>? play;
        lock (_gate)
        {
            _launches.Add(launch);
            play = _plays.Find(play => play.Image == launch.Image || play.Image == ImageReference.Parse(launch.Image).Name).Play;
        }

        if (play is null && launch.WantsResult)
            throw new InvalidOperationException($"The flow wants the result of {launch.Image}, and the test does not say it: Containers.Returns(\"{launch.Image}\", _ => …).");
        return Task.FromResult(play?.Invoke(launch) ?? new ContainerEnd { ExitCode = 0 });
    }
}
