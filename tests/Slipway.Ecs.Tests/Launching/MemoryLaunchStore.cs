using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>One launcher's store over shared documents.</summary>
internal sealed class MemoryLaunchStore(MemoryLaunches launches, Fate fate) : ILaunchStore
{
    public async Task<LaunchRecord?> GetAsync(LaunchId id, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (fate.IsDead)
            throw new LauncherDiedException();
        return launches.Documents.TryGetValue(id, out var document) ? LaunchRecordJson.Read(document) : null;
    }

    public Task<LaunchRecord?> TryPutAsync(LaunchRecord record, CancellationToken cancellationToken) => fate.StoreAsync("TryPut", async () =>
    {
        await Task.Yield();
        var stored = launches.Documents.TryGetValue(record.Id, out var document) ? LaunchRecordJson.Read(document).Version : 0;
        if (stored != record.Version)
            return null;
        var next = record with { Version = record.Version + 1 };
        launches.Documents[record.Id] = LaunchRecordJson.Write(next);
        return next;
    });

    public Task<IReadOnlyList<LaunchId>> ListOpenAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LaunchId>>([.. launches.Documents.Keys]);

    public Task<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken) => Task.FromResult(0);
}
