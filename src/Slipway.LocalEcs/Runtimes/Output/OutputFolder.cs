using System.Collections.Concurrent;

namespace Slipway.LocalEcs.Runtimes.Output;

/// <summary>
/// The one flat folder with the output files of all containers, and the one watch on it: the system limits how many folders a user may watch,
/// and a flat folder has no moment in which a new one is not watched yet.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly ConcurrentDictionary<string, OutputChanges> _subscribers = new(StringComparer.Ordinal);
    private readonly FileSystemWatcher _watcher;

    /// <summary>Makes the folder when it is not there, and watches it.</summary>
    public OutputFolder(string path)
    {
        State.StateDatabase.CreateOwnedDirectory(path);
        Path = path;
        _watcher = new FileSystemWatcher(path) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        _watcher.Created += (_, change) => Signal(change.Name);
        _watcher.Changed += (_, change) => Signal(change.Name);
        // Events were dropped: any file may have changed.
        _watcher.Error += (_, _) => SignalAll();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The output file of a container.</summary>
    public string FileOf(string taskId, string container) => System.IO.Path.Combine(Path, $"{taskId}.{container}.log");

    /// <summary>Signals every change of <paramref name="file"/> from now on.</summary>
    public OutputChanges Watch(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        var changes = new OutputChanges(() => _subscribers.TryRemove(name, out _));
        _subscribers[name] = changes;
        return changes;
    }

    /// <summary>Removes the output files of an ECS task.</summary>
    public void RemoveTask(string taskId)
    {
        foreach (var file in Directory.EnumerateFiles(Path, taskId + ".*.log"))
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher.Dispose();

    private void Signal(string? name)
    {
        if (name is not null && _subscribers.TryGetValue(name, out var changes))
        {
            changes.Signal();
        }
    }

    private void SignalAll()
    {
        foreach (var changes in _subscribers.Values)
        {
            changes.Signal();
        }
    }
}
