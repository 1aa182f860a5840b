using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Logs;
using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Launching;

/// <summary>
/// Starts launches on ECS, each at most once. What makes that hold: the exact request is stored before it is sent; the client token is made from the
/// launch's id and the submission's number, and only a definitive refusal raises the number; whoever knows the id finds the ECS task by <c>startedBy</c>.
/// Any number of launchers may work on one launch at once.
/// </summary>
public sealed class Launcher : ILauncher
{
    private readonly LaunchServices _services;
    private readonly LaunchSignals _signals = new();

    /// <summary>Makes a launcher.</summary>
    public Launcher(LaunchServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
    }

    /// <inheritdoc/>
    public async Task<LaunchResult> RunAsync(LaunchOrder order, ILaunchListener listener, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(listener);
        var session = await OpenAsync(order, listener, cancellationToken);
        return await FollowedAsync(session, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<LaunchResult?> StartAsync(LaunchOrder order, ILaunchListener listener, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(listener);
        var session = await OpenAsync(order, listener, cancellationToken);
        return await session.RunAsync(follow: false, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<LaunchResult> AttachAsync(LaunchId id, string cluster, ILaunchListener listener, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var progress = await FindAsync(id, cluster, listener, cancellationToken);
        if (progress.Record is { Result: { } result, Shape: { Logs: { } destination } shape, EcsTaskArn: { } arn })
        {
            await _services.Logs.FollowAsync(
                FollowedLog.Of(destination, shape.MainContainer, arn), new ListenerLogSink(listener), Task.FromResult(false), cancellationToken);
            return result with { EndedBefore = true };
        }

        return await FollowedAsync(new LaunchSession(_services, _signals, progress, listener, logPosition: null), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<LaunchResult> StopAsync(LaunchId id, string cluster, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        var progress = await FindAsync(id, cluster, SilentListener.Instance, cancellationToken);
        var stop = new LaunchStop(StopKind.Requested, reason, _services.Time.GetUtcNow());
        await progress.SaveAsync(record => record.Result is null && record.Stop is null ? record with { Stop = stop } : record, cancellationToken);
        return await FollowedAsync(new LaunchSession(_services, _signals, progress, SilentListener.Instance, logPosition: null), cancellationToken);
    }

    private static async Task<LaunchResult> FollowedAsync(LaunchSession session, CancellationToken cancellationToken) =>
        await session.RunAsync(follow: true, cancellationToken) ?? throw new InvalidOperationException("A followed launch ends with a result.");

    /// <summary>Finds a launch that was started before: in the store, or in ECS, which is then remembered.</summary>
    private async Task<LaunchProgress> FindAsync(LaunchId id, string cluster, ILaunchListener listener, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(cluster);
        if (await _services.Store.GetAsync(id, cancellationToken) is { } known)
            return new LaunchProgress(_services, _signals, known);
        var task = await LookupFor(listener).FindAsync(cluster, id, [], cancellationToken) ?? throw LaunchErrors.NotFound(id, cluster);
        return await AddAsync(Foreign(id, cluster, task, order: null), cancellationToken);
    }

    private async Task<LaunchSession> OpenAsync(LaunchOrder order, ILaunchListener listener, CancellationToken cancellationToken)
    {
        var fingerprint = LaunchFingerprint.Of(order);
        var record = await _services.Store.GetAsync(order.Id, cancellationToken);
        var progress = record is null
            ? await OpenUnknownAsync(order, fingerprint, listener, cancellationToken)
            : new LaunchProgress(_services, _signals, LaunchProgress.Sharing(record, order, fingerprint));
        record = progress.Record;

        if (record is { Result: null, Fingerprint: { } other } && other != fingerprint)
            throw LaunchErrors.DifferentOrder(order.Id);
        if (record is { Result: null, Order: null })
        {
            // Found in ECS before anybody ordered it here: with the order, it can also be started again where AWS had no room.
            await progress.SaveAsync(
                current => current is { Result: null, Order: null } ? WithOrder(current, order, fingerprint) : current, cancellationToken);
        }

        return new LaunchSession(_services, _signals, progress, listener, order.LogPosition);
    }

    private async Task<LaunchProgress> OpenUnknownAsync(LaunchOrder order, string fingerprint, ILaunchListener listener, CancellationToken cancellationToken)
    {
        var cluster = order.Launch.Run.Cluster;
        if (!order.IsNew && await LookupFor(listener).FindAsync(cluster, order.Id, [], cancellationToken) is { } task)
            return await AddAsync(Foreign(order.Id, cluster, task, order), cancellationToken);

        var record = WithOrder(new LaunchRecord { Id = order.Id, Cluster = cluster, OrderedAt = _services.Time.GetUtcNow() }, order, fingerprint);
        return await AddAsync(record, cancellationToken);
    }

    private static LaunchRecord WithOrder(LaunchRecord record, LaunchOrder order, string fingerprint) => record with
    {
        Order = order,
        Fingerprint = fingerprint,
        Policy = order.Policy,
        ImageDigest = order.Launch.Definition.ImageDigest,
        Shape = LaunchShape.Of(order.Launch),
    };

    private LaunchLookup LookupFor(ILaunchListener listener) =>
        new(_services.Tasks, _services.Time, new AwsPatience(_services.Time, _services.Options, listener));

    private LaunchRecord Foreign(LaunchId id, string cluster, EcsTask task, LaunchOrder? order) => new()
    {
        Id = id,
        Cluster = cluster,
        OrderedAt = task.CreatedAt ?? _services.Time.GetUtcNow(),
        EcsTaskArn = task.TaskArn,
        EcsTaskKnownAt = _services.Time.GetUtcNow(),
        Adopted = true,
        Submissions = 1,
        Shape = order is null ? null : LaunchShape.Of(order.Launch),
        Fingerprint = task.Tags.FirstOrDefault(tag => tag.Key == RunTaskRequests.OrderTag)?.Value,
    };

    private async Task<LaunchProgress> AddAsync(LaunchRecord record, CancellationToken cancellationToken)
    {
        var stored = await _services.Store.TryPutAsync(record, cancellationToken)
            ?? await _services.Store.GetAsync(record.Id, cancellationToken)
            ?? throw new InvalidOperationException($"Launch {record.Id} is neither new to the launch store nor in it.");
        return new LaunchProgress(_services, _signals, stored);
    }
}
