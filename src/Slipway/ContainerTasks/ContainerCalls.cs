using System.ComponentModel;
using System.Text.Json;
using Slipway.Core.Flows;
using Slipway.Core.Images;
using Slipway.Core.Launches;
using Slipway.Execution;
using Slipway.Running;
using Slipway.Runtime;

namespace Slipway.ContainerTasks;

/// <summary>Where calls of <see cref="Containers"/> arrive, with their place in the source where generated code tells it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ContainerCalls
{
    private static readonly AsyncLocal<IContainerRunner?> Present = new();

    /// <summary>What <see cref="Containers.Use"/> chose; null when nothing was.</summary>
    internal static IContainerRunner? Chosen
    {
        get => Present.Value;
        set => Present.Value = value;
    }

    /// <summary>As <see cref="Containers.RunAsync(string, IReadOnlyList{string}?, ContainerOptions?, CancellationToken)"/>, with the call's place in the source.</summary>
    /// <param name="site">The place.</param>
    /// <param name="image">The image and its version.</param>
    /// <param name="command">The command; null means the image's own.</param>
    /// <param name="options">What else it wants.</param>
    /// <param name="cancellationToken">Stops the container.</param>
    public static Task<ContainerRun> RunAsync(
        string site, string image, IReadOnlyList<string>? command, ContainerOptions? options, CancellationToken cancellationToken) =>
        RunAsync(site, image, command, options, wantsResult: false, static (launch, end, _) => RunOf(launch, end), cancellationToken);

    /// <summary>As <see cref="Containers.RunAsync{T}(string, IReadOnlyList{string}?, ContainerOptions?, CancellationToken)"/>, with the call's place in the source.</summary>
    /// <param name="site">The place.</param>
    /// <param name="image">The image and its version.</param>
    /// <param name="command">The command; null means the image's own.</param>
    /// <param name="options">What else it wants.</param>
    /// <param name="cancellationToken">Stops the container.</param>
    /// <typeparam name="T">The result.</typeparam>
    public static Task<T> RunAsync<T>(
        string site, string image, IReadOnlyList<string>? command, ContainerOptions? options, CancellationToken cancellationToken) =>
        RunAsync(site, image, command, options, wantsResult: true, ResultOf<T>, cancellationToken);

    private static Task<T> RunAsync<T>(
        string site,
        string image,
        IReadOnlyList<string>? command,
        ContainerOptions? options,
        bool wantsResult,
        Func<ContainerLaunch, ContainerEnd, JsonSerializerOptions, T> value,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        options ??= new ContainerOptions();
        var name = options.Name ?? ImageReference.Parse(image).Name.Split('/')[^1];
        var call = new ContainerCall<T>(
            new ContainerLaunch { Id = "", Image = image, Command = command, Options = options, WantsResult = wantsResult }, name, value, cancellationToken);
        return Ambient.Current is { } caller
            ? TaskCalls.RunAsync<ContainerCall<T>, T>(DefinitionOf(name, options), site, in call)
            : call.RunAsync(Chosen ?? SlipwayCommand.OfThisProcess, LaunchId.New(TimeProvider.System), FlowJson.Default);
    }

    private static TaskDefinition DefinitionOf(string name, ContainerOptions options) => new()
    {
        Id = $"container:{name}",
        Name = name,
        Version = options.Version ?? "0",
        Settings = new TaskAttribute { Slots = [.. options.Slots], Tags = [.. options.Tags] },
        ContainerRetries = new TaskRetries
        {
            Count = options.Retries,
            Delay = options.RetryDelay,
            Backoff = options.RetryBackoff,
            MaxDelay = options.RetryMaxDelay,
            Jitter = options.RetryJitter,
            On = options.RetryOn,
        },
    };

    private static ContainerRun RunOf(ContainerLaunch launch, ContainerEnd end) => new(launch.Id, end.Image ?? launch.Image, end.Digest, end.Revision, end.EcsTaskArn);

    private static T ResultOf<T>(ContainerLaunch launch, ContainerEnd end, JsonSerializerOptions json)
    {
        if (end.Result is not { } result)
            throw Failed($"It ended well, but wrote nothing into the file that {Core.Expressions.TaskResult.FileVariable} names.");
        try
        {
            return result.Deserialize<T>(json)!;
        }
        catch (JsonException exception)
        {
            throw Failed($"Its result can't be read as {typeof(T).Name}: {exception.Message}", exception);
        }

        ContainerFailedException Failed(string reason, Exception? inner = null) =>
            new(launch.Image, launch.Id, end with { Failure = FailureClass.UserCode, Reason = reason }, inner);
    }
}
