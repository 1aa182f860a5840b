using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Runtimes.Processes;

/// <summary>
/// The folders of a container that is a plain process. It starts in a folder of links to the image's files, so that what it writes beside them
/// is neither part of the image nor left behind; its home and its temporary folder are its own.
/// </summary>
/// <remarks>
/// A process sees the host's files, so a volume cannot appear at its container path. A container path that is a whole argument or
/// environment value, or the start of one, is replaced by the volume's real folder; for what lies elsewhere, such as in a file of the image, the folder is also
/// the variable <see cref="Volumes"/>.
/// </remarks>
internal sealed class ProcessPlaces
{
    private readonly string _folder;
    private readonly IReadOnlyList<(string ContainerPath, string HostPath)> _mounts;

    /// <summary>Names the places; nothing is made.</summary>
    public ProcessPlaces(ContainerPlan plan, TaskFolders folders)
    {
        _folder = folders.Container(plan.TaskId, plan.Name);
        _mounts =
        [
            .. plan.Mounts
                .Select(mount => (mount.ContainerPath.TrimEnd('/'), HostPath(mount)))
                .OrderByDescending(mount => mount.Item1.Length),
        ];
        Volumes = plan.Mounts
            .GroupBy(mount => "SLIPWAY_VOLUME_" + string.Concat(mount.Volume.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')), StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => HostPath(same.First()), StringComparer.Ordinal);

        string HostPath(PlannedMount mount) => mount.HostPath ?? folders.Volume(plan.TaskId, mount.Volume);
    }

    /// <summary>Where the process starts.</summary>
    public string Work => Path.Combine(_folder, "work");

    /// <summary>Its home.</summary>
    public string Home => Path.Combine(_folder, "home");

    /// <summary>Its temporary folder.</summary>
    public string Temporary => Path.Combine(_folder, "tmp");

    /// <summary>
    /// The variables that name the volumes' real folders: <c>SLIPWAY_VOLUME_</c> and the volume's name in capitals, with <c>_</c> for what a variable's name cannot hold.
    /// </summary>
    public IReadOnlyDictionary<string, string> Volumes { get; }

    /// <summary>Makes the folders, and the links to the image's files.</summary>
    public void Make(MappedImage image)
    {
        foreach (var folder in (string[])[Work, Home, Temporary, .. _mounts.Select(mount => mount.HostPath)])
        {
            StateDatabase.CreateOwnedDirectory(folder);
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(image.Folder))
        {
            File.CreateSymbolicLink(Path.Combine(Work, Path.GetFileName(entry)), entry);
        }
    }

    /// <summary>Replaces the container path of a volume by its folder.</summary>
    public string Translate(string value)
    {
        foreach (var (containerPath, hostPath) in _mounts)
        {
            if (value.StartsWith(containerPath, StringComparison.Ordinal) && (value.Length == containerPath.Length || value[containerPath.Length] == '/'))
            {
                return hostPath + value[containerPath.Length..];
            }
        }

        return value;
    }
}
