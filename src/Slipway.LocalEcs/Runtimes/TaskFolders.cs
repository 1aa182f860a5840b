using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Runtimes;

/// <summary>Where a runtime keeps what it must find again after a restart: a folder for each ECS task, in it one for each container and volume.</summary>
internal sealed class TaskFolders
{
    private readonly string _root;

    /// <summary>Makes the folders below the state directory.</summary>
    public TaskFolders(string stateDirectory)
    {
        _root = Path.Combine(stateDirectory, "tasks");
        StateDatabase.CreateOwnedDirectory(_root);
    }

    /// <summary>The folder of a container, there or not.</summary>
    public string Container(string taskId, string name) => Path.Combine(_root, Safe(taskId), "containers", Safe(name));

    /// <summary>The folder of a volume that lives as long as its ECS task, there or not.</summary>
    public string Volume(string taskId, string name) => Path.Combine(_root, Safe(taskId), "volumes", Safe(name));

    /// <summary>Makes an empty folder for a container, removing what an earlier attempt left.</summary>
    public string MakeContainer(string taskId, string name)
    {
        var folder = Container(taskId, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        StateDatabase.CreateOwnedDirectory(folder);
        return folder;
    }

    /// <summary>Removes all that an ECS task left. Twice is no error.</summary>
    public void Remove(string taskId)
    {
        var folder = Path.Combine(_root, Safe(taskId));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Names come from requests that the ECS rules have checked; a path is no place to rely on that.
    private static string Safe(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && name.Trim('.').Length > 0
            ? name
            : throw new ArgumentException($"'{name}' cannot be the name of an ECS task, container or volume.", nameof(name));
}
